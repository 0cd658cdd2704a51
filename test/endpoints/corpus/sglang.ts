import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { asAsked, calls, chunks, ends } from "#test/endpoints/replies.ts";

const named = (id: string, name: string) => ({
  index: 0,
  id,
  type: "function",
  function: { name, arguments: "" },
});
const goesOn = (id: string, text: string) => ({ index: 0, id, function: { name: null, arguments: text } });

export const SGLANG: readonly Behaviour[] = [
  {
    id: "sglang-one-index-for-all",
    endpoint: "SGLang",
    title: "Two calls come in fragments that all say index 0, and only their ids tell them apart.",
    source: "InternLM/lmdeploy#3412",
    asked: "run",
    server: [
      {
        times: 1,
        reply: chunks(
          calls(named("0", "calculator")),
          calls(goesOn("0", '{"expression":')),
          calls(goesOn("0", '"1+1"}')),
          calls(named("1", "calculator")),
          calls(goesOn("1", '{"expression":"2+3"}')),
          ends("tool_calls"),
        ),
      },
      { reply: asAsked() },
    ],
    right: {
      error: null,
      output: "5",
      requests: 2,
      lastRequest: { equals: { "messages.*.tool_call_id": "1" }, matches: { "messages.*.content": "2" } },
    },
  },
  {
    id: "sglang-empty-name-later",
    endpoint: "SGLang",
    title: "Fragments that go on with a call have an empty name where others have none.",
    source: "sgl-project/sglang#4700",
    asked: "run",
    server: [
      {
        reply: chunks(
          calls({ index: 0, id: "c1", type: "function", function: { name: "done", arguments: "" } }),
          calls({ index: 0, id: null, type: null, function: { name: "", arguments: '{"output":' } }),
          calls({ index: 0, id: null, type: null, function: { name: "", arguments: '"{{sum}}"}' } }),
          ends("tool_calls"),
        ),
      },
    ],
    right: { error: null, output: "5", requests: 1 },
  },
];
