import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, call, calls, chunk, chunks, ends, refusal, says, stream } from "#test/endpoints/replies.ts";

export const DEEPSEEK: readonly Behaviour[] = [
  {
    id: "deepseek-wants-its-reasoning-back",
    endpoint: "DeepSeek",
    title: "A thinking model's call is only taken back together with the reasoning that came before it.",
    source: "abhigyanpatwari/GitNexus#43",
    asked: "run",
    server: [
      {
        when: { some: { at: "messages.*", is: { has: ["tool_calls"], lacks: ["reasoning_content"] } } },
        reply: refusal(400, {
          error: {
            message: "Missing `reasoning_content` field in the assistant message at message index 2.",
            type: "invalid_request_error",
            param: null,
            code: "invalid_request_error",
          },
        }),
      },
      {
        when: { lacks: ["messages.*.tool_call_id"] },
        reply: chunks(
          chunk({ role: "assistant", content: null, reasoning_content: "I had better " }),
          chunk({ reasoning_content: "calculate." }),
          calls(call("calculator", { expression: "2+3" })),
          ends("tool_calls"),
        ),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: [2, 4] },
  },
  {
    id: "deepseek-json-by-name",
    endpoint: "DeepSeek",
    title: "JSON mode wants the word JSON in the prompt, and knows no schema.",
    source: "https://api-docs.deepseek.com/guides/json_mode",
    asked: "session",
    connection: { request: { structured: "json-object" } },
    server: [
      {
        when: { has: ["response_format.json_schema"] },
        reply: refusal(400, {
          error: { message: "This response_format type is unavailable now", param: null },
        }),
      },
      {
        when: { has: ["response_format"], not: { matches: { "messages.*.content": "[Jj](SON|son)" } } },
        reply: refusal(400, {
          error: {
            message: "Prompt must contain the word 'json' in some form to use json_object.",
            param: null,
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "deepseek-blank-for-json",
    endpoint: "DeepSeek",
    title: "Instead of what is no JSON the answer holds blanks alone, and ends as if it were whole.",
    source: "https://api-docs.deepseek.com/guides/json_mode.md",
    asked: "session",
    server: [
      { when: { lacks: ["tools"] }, times: 1, reply: chunks(says("      "), ends("stop")) },
      { reply: asAsked() },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
  {
    id: "deepseek-never-begins",
    endpoint: "DeepSeek",
    title: "Under load the stream holds comments alone, for as long as ten minutes.",
    source: "https://api-docs.deepseek.com/quick_start/rate_limit",
    asked: "run",
    connection: { patience: { silenceSeconds: 1, wordSeconds: 1, attempts: 1 } },
    server: [{ reply: stream({ times: 20, everyMs: 200, text: ": keep-alive\n\n" }) }],
    right: { error: "model-timeout", requests: 1, mostOutputTokens: 0 },
  },
];
