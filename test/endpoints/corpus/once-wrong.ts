import type { Behaviour } from "#test/endpoints/behaviour.ts";
import {
  asAsked,
  call,
  calls,
  chunk,
  chunks,
  DONE,
  done,
  ends,
  event,
  refusal,
  says,
  stream,
} from "#test/endpoints/replies.ts";

const ONLY_THE_DEFAULT = {
  message: "temperature: only the default of 1 is supported here",
  type: "invalid_request_error",
  param: "temperature",
  code: "unsupported_value",
} as const;

const LOADING = { message: "Loading model", type: "unavailable_error", param: null, code: 503 } as const;

/** Behaviours that this program itself once met wrongly: of requests, and of answers. */
export const ONCE_WRONG: readonly Behaviour[] = [
  {
    id: "own-endpoint-with-a-key",
    endpoint: "Any",
    title: "An endpoint of one's own wants a key.",
    source: "cline/cline#1766",
    asked: "run",
    connection: { keys: ["TEAM_KEY"] },
    server: [
      { when: { headers: { authorization: "Bearer team-key-1" } }, reply: asAsked() },
      { reply: refusal(401, { error: { message: "A key is needed.", code: null } }) },
    ],
    right: { error: null, output: "5", requests: 1, hides: ["team-key-1"] },
  },
  {
    id: "temperature-refused",
    endpoint: "OpenAI",
    title: "A reasoning model takes no temperature but its own.",
    source: "stanfordnlp/dspy#8642",
    asked: "run",
    server: [
      { when: { differs: { temperature: 1 } }, reply: refusal(400, { error: ONLY_THE_DEFAULT }) },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2, lastRequest: { not: { differs: { temperature: 1 } } } },
  },
  {
    id: "seed-refused",
    endpoint: "Mistral",
    title: "A seed is refused by a path in a document.",
    source: "mistralai/platform-docs-public#7",
    asked: "evaluate",
    server: [
      {
        when: { has: ["seed"] },
        reply: refusal(422, {
          object: "error",
          message: { detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "extra input" }] },
          type: "invalid_request_error",
          param: null,
          code: null,
        }),
      },
      { reply: asAsked() },
    ],
    right: { items: { correct: 2, errors: 0 }, lastRequest: { lacks: ["seed"] } },
  },
  {
    id: "optimizer-temperature-refused",
    endpoint: "OpenAI",
    title: "The temperature that only the optimizer's own questions have is refused.",
    source: "stanfordnlp/dspy#8642",
    asked: "session",
    server: [
      {
        when: { lacks: ["tools"], differs: { temperature: 1 } },
        reply: refusal(400, { error: ONLY_THE_DEFAULT }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "tools-are-off",
    endpoint: "vLLM",
    title: "Tools are not switched on at the server, and it says how to.",
    source: "vllm-project/vllm#9986",
    asked: "run",
    server: [
      {
        reply: refusal(400, {
          object: "error",
          message: "automatic tool choice is off: start the server with --enable-auto-tool-choice",
          type: "BadRequestError",
          param: null,
          code: 400,
        }),
      },
    ],
    right: { error: "model-refused", says: ["tool"], requests: 1 },
  },
  {
    id: "key-refused-in-a-list",
    endpoint: "Gemini",
    title: "A wrong key is refused with a 400 whose body is a list.",
    source: "google-gemini/gemini-cli#6454",
    asked: "evaluate",
    server: [
      {
        reply: refusal(400, [
          {
            error: {
              code: 400,
              message: "API key not valid.",
              status: "INVALID_ARGUMENT",
              details: [{ reason: "API_KEY_INVALID" }],
            },
          },
        ]),
      },
    ],
    right: { error: "model-key-missing", stops: true, requests: [1, 4] },
  },
  {
    id: "arguments-as-an-object",
    endpoint: "llama.cpp",
    title: "The arguments of a call are an object and no text.",
    source: "ggml-org/llama.cpp#20198",
    asked: "run",
    server: [
      {
        reply: chunks(
          calls(done({ function: { name: "done", arguments: { output: "5" } } })),
          ends("tool_calls"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "content-in-parts",
    endpoint: "Mistral",
    title: "The content is a list of parts, some of them thinking.",
    source: "BerriAI/litellm#16272",
    asked: "run",
    server: [
      {
        reply: chunks(
          chunk({ content: [{ type: "thinking", thinking: [{ type: "text", text: "adding" }] }] }),
          chunk({ content: [{ type: "text", text: "{{sum}}" }] }),
          ends("stop"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "id-is-a-number",
    endpoint: "Any",
    title: "The id of a call is a number.",
    source: "anomalyco/opencode#19947",
    asked: "run",
    server: [{ reply: chunks(calls(done({ id: 7 })), ends("tool_calls")) }],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "id-changes-midway",
    endpoint: "Any",
    title: "The fragments of one call have ids of their own.",
    source: "poolsideai/pool#9",
    asked: "run",
    server: [
      {
        reply: chunks(
          calls({ index: 0, id: "a", type: "function", function: { name: "done", arguments: "" } }),
          calls({ index: 0, id: "b", type: "function", function: { arguments: '{"output"' } }),
          calls({ index: 0, id: "c", type: "function", function: { arguments: ':"{{sum}}"}' } }),
          ends("tool_calls"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "half-with-an-empty-reason",
    endpoint: "Ollama",
    title: "Every chunk has an empty finish_reason, and the connection breaks in the middle.",
    source: "ollama/ollama#4357",
    asked: "run",
    connection: { patience: { attempts: 2 } },
    server: [
      { reply: stream(event(says("First we add ", "")), event(says("then we ", "")), { close: "reset" }) },
    ],
    right: { error: "model-truncated", requests: 2 },
  },
  {
    id: "done-without-a-reason",
    endpoint: "Gemini",
    title: "The stream ends with [DONE], and its reason stands under another name.",
    source: "jakobdylanc/llmcord#84",
    asked: "run",
    server: [
      {
        reply: chunks({
          ...chunk({}),
          choices: [{ index: 0, delta: { content: "{{sum}}" }, finish_reason: null, finishReason: "stop" }],
        }),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "empty-events",
    endpoint: "A gateway",
    title: "Events without any data are its heartbeat.",
    source: "netease-lcap/wave-agent#1326",
    asked: "run",
    server: [{ reply: stream("data:\n\n", event(says("{{sum}}")), "data: \n\n", event(ends("stop")), DONE) }],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "comments-before-the-first-word",
    endpoint: "A gateway",
    title: "Comments come for longer than one may be silent, and then the answer does.",
    source: "ggml-org/llama.cpp#23994",
    asked: "run",
    connection: { patience: { silenceSeconds: 1, attempts: 1 } },
    server: [
      {
        reply: stream(
          { times: 8, everyMs: 250, text: ": keep-alive\n\n" },
          event(says("{{sum}}")),
          event(ends("stop")),
          DONE,
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "limit-spent-on-thinking",
    endpoint: "Any",
    title: "All output tokens went into thinking, and no word of an answer came.",
    source: "UKGovernmentBEIS/inspect_ai#5467",
    asked: "evaluate",
    server: [{ reply: chunks(chunk({ reasoning_content: "Two and three, let me see" }), ends("length")) }],
    right: { items: { correct: 0, errors: 4 }, says: ["limit"] },
  },
  {
    id: "json-in-a-fence",
    endpoint: "Anthropic",
    title: "What was asked for as JSON comes in a fence.",
    source: "vectorize-io/hindsight#645",
    asked: "session",
    server: [{ reply: asAsked({ before: "```json\n", after: "\n```" }) }],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "draft-in-a-think-block",
    endpoint: "Any",
    title: "Before its answer the model writes a draft of it into a think block.",
    source: "HKUDS/DeepTutor#675",
    asked: "run",
    server: [
      { reply: chunks(says('<think>Perhaps {"total": 1}</think>\n{"total": {{sum}}}'), ends("stop")) },
    ],
    right: { error: null, output: '{"total": 5}' },
  },
  {
    id: "delay-in-the-body",
    endpoint: "Gemini",
    title: "How long to wait stands in the details of a body that is a list.",
    source: "googleapis/python-genai#2114",
    asked: "run",
    server: [
      {
        when: { not: { afterMs: 1900 } },
        reply: refusal(429, [
          {
            error: {
              code: 429,
              status: "RESOURCE_EXHAUSTED",
              message: "Slow down.",
              details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "2s" }],
            },
          },
        ]),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "error-frame-of-another-form",
    endpoint: "vLLM",
    title: "A frame of a stream is an error by its object and not by a member of that name.",
    source: "langchain4j/langchain4j#3475",
    asked: "run",
    server: [
      {
        reply: stream(
          event({ object: "error", message: "The context is too long.", type: "BadRequestError", code: 400 }),
          DONE,
        ),
      },
    ],
    right: { error: "model-refused", says: ["context"], requests: 1 },
  },
  {
    id: "content-may-not-be-null",
    endpoint: "LM Studio",
    title: "A message that only calls tools is refused where its content is null.",
    source: "lmstudio-ai/lmstudio-bug-tracker#261",
    asked: "run",
    server: [
      {
        when: { equals: { "messages.*.content": null } },
        reply: refusal(400, { error: "content must be a string or a list of objects" }),
      },
      { times: 1, reply: chunks(calls(call("calculator", { expression: "1+1" })), ends("tool_calls")) },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "every-property-has-a-type",
    endpoint: "Gemini",
    title: "A tool whose argument has no type is refused.",
    source: "huggingface/smolagents#2229",
    asked: "run",
    server: [
      {
        when: {
          some: {
            at: "tools.*.function.parameters.properties.*",
            is: { lacks: ["type"], not: { has: ["anyOf"] } },
          },
        },
        reply: refusal(400, [
          {
            error: {
              code: 400,
              status: "INVALID_ARGUMENT",
              message: "properties[output].type: must be specified",
            },
          },
        ]),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "model-is-loading",
    endpoint: "llama.cpp",
    title: "A model that is still loading is told by a 503, without a time.",
    source: "ggml-org/llama.cpp#7284",
    asked: "run",
    connection: { patience: { attempts: 2 } },
    server: [
      { when: { not: { afterMs: 2500 } }, reply: refusal(503, { error: LOADING }) },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5" },
  },
  {
    id: "no-json-schema",
    endpoint: "DeepSeek",
    title: "An answer's form cannot be told by a JSON schema.",
    source: "BerriAI/litellm#31466",
    asked: "session",
    server: [
      {
        when: { has: ["response_format"] },
        reply: refusal(400, {
          error: {
            message: "response_format json_schema is unavailable",
            type: "invalid_request_error",
            param: null,
            code: null,
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "confidence-in-percent",
    endpoint: "Any",
    title: "A number between 0 and 1 is written in percent.",
    source: "NVIDIA/SkillSpector#89",
    asked: "session",
    server: [{ reply: asAsked({ instead: [['"confidence":0.9', '"confidence":95']] }) }],
    right: { error: null, proposals: { least: 1 } },
  },
];
