import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, calls, chunks, ends, refusal } from "#test/endpoints/replies.ts";

const SIGNATURE = { google: { thought_signature: "c2lnbmF0dXJl" } } as const;

export const GEMINI: readonly Behaviour[] = [
  {
    id: "gemini-fragments-without-index",
    endpoint: "Gemini",
    title: "The fragments of a call have no index, and the answer that holds it ends with stop.",
    source: "open-webui/computer#224",
    asked: "run",
    server: [
      {
        reply: chunks(
          calls({
            id: "function-call-1",
            type: "function",
            function: { name: "done", arguments: '{"output":' },
          }),
          calls({ function: { arguments: '"{{sum}}"}' } }),
          ends("stop"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
  {
    id: "gemini-wants-its-signature-back",
    endpoint: "Gemini",
    title: "A thinking model's call carries a signature, and is only taken back together with it.",
    source: "Gitlawb/openclaude#67",
    asked: "run",
    server: [
      {
        when: {
          has: ["messages.*.tool_calls"],
          lacks: ["messages.*.tool_calls.*.extra_content.google.thought_signature"],
        },
        reply: refusal(400, [
          {
            error: {
              code: 400,
              message: "Function call is missing a thought_signature in functionCall parts.",
              status: "INVALID_ARGUMENT",
            },
          },
        ]),
      },
      {
        when: { lacks: ["messages.*.tool_call_id"] },
        reply: chunks(
          calls({
            id: "call_297140",
            type: "function",
            function: { name: "calculator", arguments: '{"expression":"2+3"}' },
            extra_content: SIGNATURE,
          }),
          ends("tool_calls"),
        ),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "gemini-malformed-call",
    endpoint: "Gemini",
    title: "A call that the model got wrong ends an empty answer with a reason that others do not have.",
    source: "googleapis/python-genai#1836",
    asked: "run",
    connection: { patience: { attempts: 1 } },
    server: [{ reply: chunks(ends("function_call_filter: MALFORMED_FUNCTION_CALL")) }],
    right: { error: "some" },
  },
];
