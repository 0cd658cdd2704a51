import { HEAD } from "#test/endpoints/replies.ts";
import { answers, refuses, wantsKey, type PresetServer } from "./preset-server.ts";

const UNAUTHORIZED = {
  error: { message: "Invalid API key.", type: "invalid_request_error", code: "invalid_api_key" },
} as const;

/** Services that rent out models of others. */
export const RENTED: readonly PresetServer[] = [
  {
    name: "bedrock",
    // A bearer key at a regional address; who calls without one is told so by a name of Amazon's own.
    sources: ["https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html"],
    models: ["openai.gpt-oss-20b-1:0"],
    path: "openai/v1",
    rules: [
      wantsKey(403, { message: "Authorization header is missing", __type: "AccessDeniedException" }),
      answers({ usage: "when-asked", thinks: { text: "Adding.", in: "reasoning" } }),
    ],
    lacks: null,
  },
  {
    name: "vertex",
    // Gemini's customs at an address of a project: calls without index, errors in a list.
    sources: [
      "https://cloud.google.com/vertex-ai/generative-ai/docs/start/openai",
      "open-webui/computer#224",
    ],
    models: ["google/gemini-2.5-flash"],
    rules: [
      wantsKey(401, [
        {
          error: {
            code: 401,
            message: "Request had invalid authentication credentials.",
            status: "UNAUTHENTICATED",
          },
        },
      ]),
      answers({
        calls: "whole",
        callIndex: null,
        callId: "function-call-7",
        ends: { text: "stop", calls: "stop" },
        usage: "every-chunk",
      }),
    ],
    lacks: null,
  },
  {
    name: "github-models",
    // Azure's customs: the filter's chunk comes first.
    sources: ["https://docs.github.com/en/github-models/quickstart", "microsoft/semantic-kernel#3650"],
    models: ["openai/gpt-4.1-mini"],
    rules: [
      wantsKey(401, {
        error: { code: "unauthorized", message: "Bad credentials", details: "Bad credentials" },
      }),
      answers({
        usage: "when-asked",
        first: [{ ...HEAD, id: "", model: "", choices: [], prompt_filter_results: [] }],
      }),
    ],
    lacks: null,
  },
  {
    name: "fireworks",
    // Usage for whoever asks, in a chunk without choices.
    sources: ["https://docs.fireworks.ai/tools-sdks/openai-compatibility", "langchain-ai/langchain#36977"],
    models: ["accounts/fireworks/models/kimi-k2-instruct"],
    rules: [
      wantsKey(401, {
        error: { object: "error", type: "invalid_request_error", message: "The API key is invalid." },
      }),
      answers({ usage: "when-asked" }),
    ],
    lacks: null,
  },
  {
    name: "cerebras",
    // Whole answers within a chunk or two, and a time of its own in each.
    sources: ["https://inference-docs.cerebras.ai/resources/openai"],
    models: ["gpt-oss-120b"],
    rules: [
      wantsKey(401, {
        message: "Wrong API Key",
        type: "invalid_request_error",
        param: "api_key",
        code: "wrong_api_key",
      }),
      answers({
        calls: "whole",
        callId: "a1b2c3d4e",
        usage: "with-the-end",
        chunkMembers: { time_info: { total_time: 0.01 } },
      }),
    ],
    lacks: null,
  },
  {
    name: "sambanova",
    // Usage stands in the last chunk whether one asks or not.
    sources: ["https://docs.sambanova.ai/docs/en/features/openai-compatibility"],
    models: ["Meta-Llama-3.3-70B-Instruct"],
    rules: [
      wantsKey(401, UNAUTHORIZED),
      answers({ calls: "whole", usage: "own-chunk", callId: "call_5c2d" }),
    ],
    lacks: null,
  },
  {
    name: "perplexity",
    // It has no tools of others: a request that brings some is refused.
    sources: [
      "https://docs.perplexity.ai/docs/sonar/openai-compatibility",
      "perplexityai/api-discussion#209",
    ],
    models: ["sonar"],
    rules: [
      wantsKey(401, { error: { message: "Invalid API key provided.", type: "invalid_api_key", code: 401 } }),
      refuses({ has: ["tools"] }, 400, {
        error: {
          message: "Tool calling is not supported for this model",
          type: "invalid_message",
          code: 400,
        },
      }),
      answers({ usage: "every-chunk", hasNoDone: true }),
    ],
    lacks: "this model takes no tools",
  },
  {
    name: "cohere",
    // The form of an answer is told by json_object alone.
    sources: ["https://docs.cohere.com/docs/compatibility-api"],
    models: ["command-a-03-2025"],
    rules: [
      wantsKey(401, { message: "invalid api token" }),
      refuses({ equals: { "response_format.type": "json_schema" } }, 400, {
        message: "invalid request: response_format.type must be one of text, json_object",
      }),
      answers({ usage: "when-asked", callId: "done_0xk3v" }),
    ],
    lacks: null,
  },
  {
    name: "nvidia",
    // Fragments of a call may repeat its name; what is not known is refused by a list of problems.
    sources: ["https://docs.api.nvidia.com/nim/reference/llm-apis", "NousResearch/hermes-agent#11984"],
    models: ["minimaxai/minimax-m2"],
    rules: [
      wantsKey(401, { status: 401, title: "Unauthorized", detail: "Authentication failed" }),
      answers({ usage: "when-asked", callId: "chatcmpl-tool-1a2b" }),
    ],
    lacks: null,
  },
  {
    name: "huggingface",
    // A router before others; an error is a text.
    sources: ["https://huggingface.co/docs/inference-providers/index", "huggingface/transformers#32665"],
    models: ["openai/gpt-oss-20b:groq"],
    connection: { patience: { attempts: 2 } },
    rules: [
      wantsKey(401, { error: "Invalid username or password." }),
      refuses({ not: { afterMs: 700 } }, 503, {
        error: "Model gpt-oss-20b is currently loading",
        estimated_time: 0.8,
      }),
      answers({ usage: "when-asked", calls: "whole" }),
    ],
    lacks: null,
  },
  {
    name: "qwen",
    // Fragments go on with an empty id; reasoning stands beside the content.
    sources: [
      "https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope",
      "hsliuping/TradingAgents-CN#170",
    ],
    models: ["qwen-plus"],
    rules: [
      wantsKey(401, {
        error: {
          message: "Incorrect API key provided.",
          type: "invalid_request_error",
          param: null,
          code: "invalid_api_key",
        },
        request_id: "1",
      }),
      answers({
        usage: "when-asked",
        thinks: { text: "Adding.", in: "reasoning_content" },
        callId: "call_9f1e",
      }),
    ],
    lacks: null,
  },
  {
    name: "zai",
    // Reasoning beside the content, usage with the end.
    sources: ["https://docs.z.ai/guides/develop/openai/python", "earendil-works/pi#1750"],
    models: ["glm-4.6"],
    rules: [
      wantsKey(401, { error: { code: "1001", message: "Header parameter Authorization was not received." } }),
      answers({
        usage: "with-the-end",
        thinks: { text: "Adding.", in: "reasoning_content" },
        calls: "whole",
      }),
    ],
    lacks: null,
  },
];
