import { answers, refuses, type PresetServer } from "./preset-server.ts";

const LOADING = { message: "Loading model", type: "unavailable_error", code: 503 } as const;

/** Servers that people run themselves. */
export const ON_THIS_MACHINE: readonly PresetServer[] = [
  {
    name: "ollama",
    // Whole calls that all say index 0; a call's id of eight characters; usage for whoever asks.
    sources: ["https://docs.ollama.com/api/openai-compatibility", "ollama/ollama#15457"],
    models: ["llama3.2:latest", "qwen3:8b"],
    rules: [
      answers({
        calls: "whole",
        callId: "call_8bq2x1zk",
        usage: "when-asked",
        chunkMembers: { system_fingerprint: "fp_ollama" },
      }),
    ],
    lacks: null,
  },
  {
    name: "lm-studio",
    // A form of an answer is a JSON schema or text; older versions take no content that is null.
    sources: [
      "https://lmstudio.ai/docs/advanced/structured-output",
      "lmstudio-ai/lmstudio-bug-tracker#189",
      "lmstudio-ai/lmstudio-bug-tracker#261",
    ],
    models: ["qwen/qwen3-8b"],
    rules: [
      refuses({ equals: { "response_format.type": "json_object" } }, 400, {
        error: "'response_format.type' must be 'json_schema' or 'text'",
      }),
      refuses({ equals: { "messages.*.content": null } }, 400, {
        error: "Invalid 'content': must be a string or a list of objects",
      }),
      answers({ calls: "in-fragments", callId: "365174485", usage: "when-asked" }),
    ],
    lacks: null,
  },
  {
    name: "vllm",
    // The reasoning of a thinking model stands beside its content; a model's template may know no system role.
    sources: [
      "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
      "microsoft/autogen#1037",
      "vllm-project/vllm#16321",
    ],
    models: ["Qwen/Qwen3-8B"],
    rules: [
      refuses({ equals: { "messages.*.role": "system" } }, 400, {
        error: {
          message: "Conversation roles must alternate user/assistant/user/assistant/...",
          type: "BadRequestError",
          param: null,
          code: 400,
        },
      }),
      refuses({ has: ["response_format.json_schema.schema.$schema"] }, 400, {
        error: {
          message: "The provided JSON schema contains features not supported by xgrammar.",
          type: "BadRequestError",
          param: null,
          code: 400,
        },
      }),
      answers({
        callId: "chatcmpl-tool-9f8c2d",
        thinks: { text: "I had better add.", in: "reasoning_content" },
        usage: "when-asked",
      }),
    ],
    lacks: null,
  },
  {
    name: "llama-cpp",
    // Loading is told by a 503 without a time; timings come with the usage; a thinking template opens its block in the prompt.
    sources: [
      "https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md",
      "ggml-org/llama.cpp#7284",
    ],
    models: ["gguf-model"],
    connection: { patience: { attempts: 2 } },
    rules: [
      refuses({ not: { afterMs: 700 } }, 503, { error: LOADING }),
      answers({
        usage: "own-chunk",
        chunkMembers: { timings: { prompt_n: 20, predicted_n: 5, predicted_per_second: 41.5 } },
      }),
    ],
    lacks: null,
  },
  {
    name: "sglang",
    // Fragments of calls may have no index; a thinking template writes its block into the content.
    sources: ["https://docs.sglang.ai/backend/openai_api_completions.html", "sgl-project/sglang#5661"],
    models: ["deepseek-ai/DeepSeek-R1-Distill-Qwen-7B"],
    rules: [
      answers({
        callIndex: null,
        callId: "call_0",
        thinks: { text: 'Perhaps {"value": 1}?', in: "content" },
        usage: "when-asked",
      }),
    ],
    lacks: null,
  },
  {
    name: "tgi",
    // A temperature is to be above 0; errors are texts with a type beside them; the end of a text has a name of its own.
    sources: [
      "https://huggingface.co/docs/text-generation-inference/en/basic_tutorials/consuming_tgi",
      "vibrantlabsai/ragas#264",
      "huggingface/text-generation-inference#2344",
    ],
    models: ["tgi"],
    rules: [
      refuses({ equals: { temperature: 0 } }, 422, {
        error: "Input validation error: `temperature` must be strictly positive",
        error_type: "validation",
      }),
      answers({
        calls: "whole",
        callId: "0",
        ends: { text: "eos_token", calls: "stop" },
        usage: "when-asked",
      }),
    ],
    lacks: null,
  },
];
