import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, call, calls, chunks, ends, refusal } from "#test/endpoints/replies.ts";

export const OLLAMA: readonly Behaviour[] = [
  {
    id: "ollama-whole-calls-at-index-0",
    endpoint: "Ollama",
    title: "Several whole calls in one answer all say index 0.",
    source: "ollama/ollama#15457",
    asked: "run",
    server: [
      {
        times: 1,
        reply: chunks(
          calls(call("calculator", { expression: "1+1" }, { id: "call_a" })),
          calls(call("calculator", { expression: "2+3" }, { id: "call_b" })),
          ends("tool_calls"),
        ),
      },
      { reply: asAsked() },
    ],
    right: {
      error: null,
      output: "5",
      requests: 2,
      lastRequest: { equals: { "messages.*.tool_call_id": "call_b" } },
    },
  },
  {
    id: "ollama-model-without-tools",
    endpoint: "Ollama",
    title: "A model that has no tools refuses every request that brings some.",
    source: "ollama/ollama#11131",
    asked: "run",
    server: [
      {
        when: { has: ["tools"] },
        reply: refusal(400, {
          error: {
            message: "registry.ollama.ai/library/{{model}} does not support tools",
            type: "api_error",
            param: null,
            code: null,
          },
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: "model-refused", says: ["tools"], requests: 1 },
  },
  {
    id: "ollama-model-not-pulled",
    endpoint: "Ollama",
    title: "A model that was not fetched yet is not found, and it says what to do.",
    source: "netease-youdao/QAnything#555",
    asked: "evaluate",
    server: [
      {
        reply: refusal(404, {
          error: {
            message: 'model "{{model}}" not found, try pulling it first',
            type: "api_error",
            param: null,
            code: null,
          },
        }),
      },
    ],
    right: { error: "model-unknown", stops: true, says: ["pull"], requests: [1, 4] },
  },
];
