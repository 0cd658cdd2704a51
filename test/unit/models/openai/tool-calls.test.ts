import { describe, expect, it } from "vitest";
import { createToolCallAssembler, type ToolCallFragment } from "#core/models/openai/tool-calls.ts";

function assemble(fragments: readonly ToolCallFragment[]) {
  const assembler = createToolCallAssembler();
  for (const fragment of fragments) assembler.add(fragment);
  return assembler.finish()?.map(({ callId, toolName, argumentsText }) => [callId, toolName, argumentsText]);
}

const head = (index: number | null, id: string | null, name: string): ToolCallFragment => ({
  index,
  id,
  function: { name, arguments: "" },
});
const rest = (index: number, text: string): ToolCallFragment => ({ index, function: { arguments: text } });
const whole = (index: number | null, id: string | null, text: string): ToolCallFragment => ({
  index,
  id,
  function: { name: "add", arguments: text },
});

const CASES: readonly (readonly [
  title: string,
  fragments: readonly ToolCallFragment[],
  calls: readonly (readonly string[])[],
])[] = [
  ["of none make none", [], []],
  [
    "of two calls in turn are kept apart",
    [head(0, "a", "add"), head(1, "b", "sub"), rest(0, "{x"), rest(1, "{y"), rest(0, "}"), rest(1, "}")],
    [
      ["a", "add", "{x}"],
      ["b", "sub", "{y}"],
    ],
  ],
  [
    "all at index 0 are told apart by their ids, as from Ollama",
    [whole(0, "a", "{1}"), whole(0, "b", "{2}")],
    [
      ["a", "add", "{1}"],
      ["b", "add", "{2}"],
    ],
  ],
  [
    "without index or id are told apart by their names",
    [whole(null, null, "{1}"), whole(null, "", "{2}")],
    [
      ["call_0", "add", "{1}"],
      ["call_1", "add", "{2}"],
    ],
  ],
  [
    "that repeat id and name in every one are one call",
    [whole(0, "a", "{"), whole(0, "a", "1"), whole(0, "a", "}")],
    [["a", "add", "{1}"]],
  ],
  [
    "that bring the id only later are one call",
    [head(0, null, "add"), { index: 0, id: "a", function: { arguments: "{}" } }],
    [["a", "add", "{}"]],
  ],
  [
    "with null for everything left out are one call",
    [head(0, "a", "add"), { index: 0, id: null, function: null }],
    [["a", "add", ""]],
  ],
];

describe("fragments of tool calls", () => {
  it.each(CASES)("%s", (_title, fragments, calls) => {
    expect(assemble(fragments)).toEqual(calls);
  });

  it("that never name a tool make no call at all", () => {
    expect(assemble([head(0, "a", "add"), rest(1, "{}")])).toBeUndefined();
  });
});
