import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, call, calls, chunks, ends, refusal } from "#test/endpoints/replies.ts";

export const MISTRAL: readonly Behaviour[] = [
  {
    id: "mistral-no-stream-options",
    endpoint: "Mistral",
    title:
      "The wish for usage in the stream is refused, and which member it is stands in a path inside the message.",
    source: "openai/openai-agents-python#442",
    asked: "run",
    server: [
      {
        when: { has: ["stream_options"] },
        reply: refusal(422, {
          object: "error",
          message: {
            detail: [
              {
                type: "extra_forbidden",
                loc: ["body", "stream_options", "include_usage"],
                msg: "Extra input",
                input: true,
              },
            ],
          },
          type: "invalid_request_error",
          param: null,
          code: null,
        }),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2, lastRequest: { lacks: ["stream_options"] } },
  },
  {
    id: "mistral-ids-of-nine",
    endpoint: "Mistral",
    title: "The id of a call is to be nine letters or digits; where the answer had none, ours is sent back.",
    source: "HKUDS/nanobot#1293",
    asked: "run",
    server: [
      {
        when: {
          has: ["messages.*.tool_call_id"],
          not: { matches: { "messages.*.tool_call_id": "^[A-Za-z0-9]{9}$" } },
        },
        reply: refusal(400, {
          object: "error",
          message: "Tool call id must be a-z, A-Z, 0-9, with a length of 9.",
          type: "invalid_request_error",
          param: null,
          code: null,
        }),
      },
      {
        times: 1,
        reply: chunks(calls(call("calculator", { expression: "2+3" }, { id: null })), ends("tool_calls")),
      },
      { reply: asAsked() },
    ],
    right: { error: null, output: "5", requests: 2 },
  },
  {
    id: "mistral-prose-round-the-json",
    endpoint: "Mistral",
    title: "Asked for JSON, the model explains itself before and after it.",
    source: "mistralai/mistral-inference#146",
    asked: "session",
    server: [
      {
        reply: asAsked({
          before: "Here is what you asked for (an object {with all members}):\n",
          after: "\n\nThis object names one cause. Tell me if you want more.",
        }),
      },
    ],
    right: { error: null, proposals: { least: 1 } },
  },
];
