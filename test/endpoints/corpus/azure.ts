import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, calls, chunks, done, ends, HEAD, refusal, says } from "#test/endpoints/replies.ts";

const SAFE = {
  hate: { filtered: false, severity: "safe" },
  violence: { filtered: false, severity: "safe" },
} as const;

export const AZURE: readonly Behaviour[] = [
  {
    id: "azure-output-limit-by-another-name",
    endpoint: "Azure OpenAI",
    title: "Newer models refuse max_tokens and say which name the output limit has now.",
    source: "OpenHands/software-agent-sdk#1083",
    asked: "run",
    server: [
      {
        when: { has: ["max_tokens"] },
        reply: refusal(400, {
          error: {
            message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            type: "invalid_request_error",
            param: "max_tokens",
            code: "unsupported_parameter",
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: {
      error: null,
      output: "5",
      requests: 2,
      lastRequest: { lacks: ["max_tokens"], has: ["max_completion_tokens"] },
    },
  },
  {
    id: "azure-filter-chunks",
    endpoint: "Azure OpenAI",
    title:
      "A stream begins with a chunk without choices and has others without a delta: what the filter found.",
    source: "microsoft/autogen#6465",
    asked: "run",
    server: [
      {
        reply: chunks(
          {
            ...HEAD,
            id: "",
            object: "",
            created: 0,
            model: "",
            choices: [],
            prompt_filter_results: [{ prompt_index: 0, content_filter_results: SAFE }],
          },
          calls(done()),
          ends("tool_calls"),
          {
            ...HEAD,
            id: "",
            object: "",
            model: "",
            choices: [
              {
                index: 0,
                finish_reason: null,
                content_filter_results: SAFE,
                content_filter_offsets: { check_offset: 44, start_offset: 44, end_offset: 198 },
              },
            ],
            usage: null,
          },
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "azure-prompt-is-filtered",
    endpoint: "Azure OpenAI",
    title: "A prompt that the content filter stops is refused with a 400 and a code of its own.",
    source: "stanford-crfm/helm#3327",
    asked: "run",
    server: [
      {
        reply: refusal(400, {
          error: {
            message: "The response was filtered due to the prompt triggering the content management policy.",
            type: null,
            param: "prompt",
            code: "content_filter",
            status: 400,
          },
        }),
      },
    ],
    right: { error: "model-refused", says: ["content"], requests: 1 },
  },
  {
    id: "azure-answer-is-filtered",
    endpoint: "Azure OpenAI",
    title: "The filter ends an answer midway, and what came before it is no answer.",
    source: "Azure-Samples/azure-search-openai-demo#2076",
    asked: "run",
    server: [{ reply: chunks(says("The sum of two and"), ends("content_filter")) }],
    right: { error: "some", says: ["filter"] },
  },
  {
    id: "azure-key-in-a-header-of-its-own",
    endpoint: "Azure OpenAI",
    title: "The key is sent as api-key, and every request carries the version of the API.",
    source: "https://learn.microsoft.com/en-us/azure/ai-services/openai/reference",
    asked: "run",
    connection: { keys: ["TEAM_KEY"], keyHeader: "api-key", query: { "api-version": "2024-10-21" } },
    server: [
      {
        when: {
          headers: { "api-key": "team-key-1", authorization: null },
          query: { "api-version": "2024-10-21" },
        },
        reply: asAsked(),
      },
      { reply: refusal(401, { statusCode: 401, message: "Access denied due to missing or invalid key." }) },
    ],
    right: { error: null, output: "5", requests: 1, hides: ["team-key-1"] },
  },
  {
    id: "azure-retry-after",
    endpoint: "Azure OpenAI",
    title: "After too many requests a header says for how many seconds to leave it alone.",
    source: "icereed/paperless-gpt#814",
    asked: "run",
    server: [
      {
        when: { not: { afterMs: 1900 } },
        reply: refusal(
          429,
          { error: { code: "429", message: "Rate limit is exceeded." } },
          { "retry-after": "2" },
        ),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
];
