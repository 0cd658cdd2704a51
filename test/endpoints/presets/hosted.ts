import { counts, HEAD } from "#test/endpoints/replies.ts";
import { answers, refuses, wantsKey, type PresetServer } from "./preset-server.ts";

const SAFE = {
  hate: { filtered: false, severity: "safe" },
  violence: { filtered: false, severity: "safe" },
} as const;
const SIGNATURE = { google: { thought_signature: "c2lnbmF0dXJl" } } as const;

/** Services of those who make or rent out models. */
export const HOSTED: readonly PresetServer[] = [
  {
    name: "openai",
    // A reasoning model takes no temperature but its own, and its output limit has another name.
    sources: ["https://platform.openai.com/docs/api-reference/chat/create", "promptfoo/promptfoo#6153"],
    models: ["gpt-5-mini"],
    rules: [
      wantsKey(401, {
        error: {
          message: "Incorrect API key provided.",
          type: "invalid_request_error",
          param: null,
          code: "invalid_api_key",
        },
      }),
      refuses({ has: ["max_tokens"] }, 400, {
        error: {
          message:
            "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
          type: "invalid_request_error",
          param: "max_tokens",
          code: "unsupported_parameter",
        },
      }),
      refuses({ differs: { temperature: 1 } }, 400, {
        error: {
          message:
            "Unsupported value: 'temperature' does not support this value. Only the default (1) is supported.",
          type: "invalid_request_error",
          param: "temperature",
          code: "unsupported_value",
        },
      }),
      answers(
        { usage: "when-asked" },
        { "x-ratelimit-remaining-requests": "499", "x-ratelimit-reset-requests": "120ms" },
      ),
    ],
    lacks: null,
  },
  {
    name: "azure",
    // The key has a header of its own, the version of the API is part of every address, and the filter speaks in chunks.
    sources: [
      "https://learn.microsoft.com/en-us/azure/ai-services/openai/reference",
      "microsoft/autogen#6465",
      "OpenHands/software-agent-sdk#1083",
    ],
    models: ["gpt-5-mini"],
    path: "openai/v1",
    rules: [
      wantsKey(
        401,
        { error: { code: "401", message: "Access denied due to invalid subscription key." } },
        "api-key",
      ),
      refuses({ has: ["max_tokens"] }, 400, {
        error: {
          message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
          type: "invalid_request_error",
          param: "max_tokens",
          code: "unsupported_parameter",
        },
      }),
      answers({
        usage: "when-asked",
        first: [
          {
            ...HEAD,
            id: "",
            model: "",
            choices: [],
            prompt_filter_results: [{ prompt_index: 0, content_filter_results: SAFE }],
          },
        ],
        last: [
          {
            ...HEAD,
            id: "",
            model: "",
            choices: [{ index: 0, finish_reason: null, content_filter_results: SAFE }],
          },
        ],
      }),
    ],
    lacks: null,
  },
  {
    name: "gemini",
    // Errors are lists; calls have no index and end with stop; a thinking model's call goes back with its signature; usage in all chunks.
    sources: [
      "https://ai.google.dev/gemini-api/docs/openai",
      "open-webui/computer#224",
      "Gitlawb/openclaude#67",
      "ogx-ai/ogx#5122",
    ],
    models: ["models/gemini-3-flash-preview"],
    rules: [
      wantsKey(400, [
        {
          error: {
            code: 400,
            message: "API key not valid.",
            status: "INVALID_ARGUMENT",
            details: [{ reason: "API_KEY_INVALID" }],
          },
        },
      ]),
      refuses(
        {
          some: {
            at: "tools.*.function.parameters.properties.*",
            is: { lacks: ["type"], not: { has: ["anyOf"] } },
          },
        },
        400,
        [
          {
            error: {
              code: 400,
              message: "properties[output].type: must be specified",
              status: "INVALID_ARGUMENT",
            },
          },
        ],
      ),
      refuses(
        {
          has: ["messages.*.tool_calls"],
          lacks: ["messages.*.tool_calls.*.extra_content.google.thought_signature"],
        },
        400,
        [
          {
            error: {
              code: 400,
              message: "Function call is missing a thought_signature in functionCall parts.",
              status: "INVALID_ARGUMENT",
            },
          },
        ],
      ),
      answers({
        calls: "whole",
        callIndex: null,
        callId: "function-call-1",
        callMembers: { extra_content: SIGNATURE },
        ends: { text: "stop", calls: "stop" },
        usage: "every-chunk",
      }),
    ],
    lacks: null,
  },
  {
    name: "anthropic",
    // The form of an answer, the seed and strictness are ignored, so JSON comes with a fence and a sentence.
    sources: ["https://platform.claude.com/docs/en/api/openai-sdk", "NateBJones-Projects/OB1#468"],
    models: ["claude-sonnet-4-5"],
    rules: [
      wantsKey(401, { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } }),
      answers(
        {
          before: "Here is the JSON:\n\n```json\n",
          after: "\n```\n\nTell me if you want more.",
          callId: "toolu_01B",
          usage: "when-asked",
        },
        { "anthropic-ratelimit-requests-remaining": "49" },
      ),
    ],
    lacks: null,
  },
  {
    name: "groq",
    // What an answer used stands in a member of its own; what is left of the minute stands in headers.
    sources: [
      "https://console.groq.com/docs/openai",
      "https://console.groq.com/docs/rate-limits",
      "Portkey-AI/gateway#1072",
    ],
    models: ["openai/gpt-oss-20b"],
    rules: [
      wantsKey(401, {
        error: { message: "Invalid API Key", type: "invalid_request_error", code: "invalid_api_key" },
      }),
      refuses({ has: ["messages.*.name"] }, 400, {
        error: { message: "property 'name' is unsupported", type: "invalid_request_error" },
      }),
      answers(
        { calls: "whole", usage: "x_groq" },
        { "x-ratelimit-remaining-tokens": "5843", "x-ratelimit-reset-tokens": "1.57s" },
      ),
    ],
    lacks: null,
  },
  {
    name: "mistral",
    // A seed has another name, the wish for usage is refused, and ids are nine letters or digits.
    sources: [
      "https://docs.mistral.ai/api",
      "openai/openai-agents-python#442",
      "mistralai/platform-docs-public#7",
      "HKUDS/nanobot#1293",
    ],
    models: ["mistral-small-latest"],
    rules: [
      wantsKey(401, { detail: "Unauthorized" }),
      ...["seed", "stream_options"].map((member) =>
        refuses({ has: [member] }, 422, {
          object: "error",
          message: {
            detail: [
              { type: "extra_forbidden", loc: ["body", member], msg: "Extra inputs are not permitted" },
            ],
          },
          type: "invalid_request_error",
          param: null,
          code: null,
        }),
      ),
      refuses(
        {
          has: ["messages.*.tool_call_id"],
          not: { matches: { "messages.*.tool_call_id": "^[A-Za-z0-9]{9}$" } },
        },
        400,
        {
          object: "error",
          message: "Tool call id must be a-z, A-Z, 0-9, with a length of 9.",
          type: "invalid_request_error",
          param: null,
          code: null,
        },
      ),
      answers({ calls: "whole", callId: "aB3xK9mP2", usage: "with-the-end" }),
    ],
    lacks: null,
  },
  {
    name: "deepseek",
    // JSON mode by the word alone, reasoning that goes back with its call, comments while one waits.
    sources: [
      "https://api-docs.deepseek.com/guides/json_mode",
      "https://api-docs.deepseek.com/quick_start/rate_limit",
      "abhigyanpatwari/GitNexus#43",
    ],
    models: ["deepseek-reasoner"],
    rules: [
      wantsKey(401, {
        error: {
          message: "Authentication Fails",
          type: "authentication_error",
          param: null,
          code: "invalid_request_error",
        },
      }),
      refuses({ has: ["response_format.json_schema"] }, 400, {
        error: {
          message: "This response_format type is unavailable now",
          type: "invalid_request_error",
          param: null,
          code: "invalid_request_error",
        },
      }),
      refuses(
        { has: ["response_format"], not: { matches: { "messages.*.content": "[Jj](SON|son)" } } },
        400,
        {
          error: {
            message: "Prompt must contain the word 'json' in some form to use json_object.",
            type: "invalid_request_error",
            param: null,
            code: "invalid_request_error",
          },
        },
      ),
      refuses(
        { some: { at: "messages.*", is: { has: ["tool_calls"], lacks: ["reasoning_content"] } } },
        400,
        {
          error: {
            message: "Missing `reasoning_content` field in the assistant message at message index 2.",
            type: "invalid_request_error",
            param: null,
            code: "invalid_request_error",
          },
        },
      ),
      answers({
        greeting: ": keep-alive\n\n",
        thinks: { text: "Adding.", in: "reasoning_content" },
        usage: "with-the-end",
      }),
    ],
    lacks: null,
  },
  {
    name: "together",
    // An answer that came to its end says eos, and its usage comes with that.
    sources: ["https://docs.together.ai/docs/openai-api-compatibility", "openai/openai-dotnet#267"],
    models: ["meta-llama/Llama-3.3-70B-Instruct-Turbo"],
    rules: [
      wantsKey(401, {
        error: {
          message: "Invalid API key provided.",
          type: "invalid_request_error",
          param: null,
          code: "invalid_api_key",
        },
      }),
      answers({ calls: "whole", ends: { text: "eos", calls: "tool_calls" }, usage: "with-the-end" }),
    ],
    lacks: null,
  },
  {
    name: "moonshot",
    // Only one temperature is taken, and what an answer used stands inside its choice.
    sources: ["earendil-works/pi#2017", "Bike4Mind/bike4mind#1089"],
    models: ["kimi-k2.6"],
    rules: [
      wantsKey(401, { error: { message: "Invalid Authentication", type: "invalid_authentication_error" } }),
      refuses({ differs: { temperature: 1 } }, 400, {
        error: {
          message: "invalid temperature: only 1 is allowed for this model",
          type: "invalid_request_error",
        },
      }),
      answers({ usage: "in-the-choice" }),
    ],
    lacks: null,
  },
  {
    name: "xai",
    // Refusals are flat: a code in words, and the error as a text.
    sources: ["https://docs.x.ai/docs/api-reference", "continuedev/continue#10778"],
    models: ["grok-4-1-fast"],
    rules: [
      wantsKey(400, {
        code: "Client specified an invalid argument",
        error: "Incorrect API key provided: xa***ey.",
      }),
      answers({
        calls: "whole",
        usage: "every-chunk",
        last: [{ ...HEAD, choices: [], usage: counts(20, 5) }],
      }),
    ],
    lacks: null,
  },
];
