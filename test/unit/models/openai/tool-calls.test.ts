import { describe, expect, it } from "vitest";
import { createToolCallAssembler, type ToolCallFragment } from "#core/models/openai/tool-calls.ts";

function assemble(fragments: readonly ToolCallFragment[], offered: readonly string[] = []) {
  const assembler = createToolCallAssembler(offered);
  for (const fragment of fragments) assembler.add(fragment);
  return assembler.finish()?.map(({ callId, toolName, argumentsText }) => [callId, toolName, argumentsText]);
}

const head = (index: number | null, id: string, name: string): ToolCallFragment => ({
  index,
  id,
  name,
  given: "",
  extra: null,
});
const rest = (index: number | null, given: ToolCallFragment["given"], id = ""): ToolCallFragment => ({
  index,
  id,
  name: "",
  given,
  extra: null,
});
const whole = (index: number | null, id: string, given: ToolCallFragment["given"]): ToolCallFragment => ({
  index,
  id,
  name: "add",
  given,
  extra: null,
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
    [whole(null, "", "{1}"), whole(null, "", "{2}")],
    [
      ["call00000", "add", "{1}"],
      ["call00001", "add", "{2}"],
    ],
  ],
  [
    "that repeat id and name in every one are one call",
    [whole(0, "a", "{"), whole(0, "a", "1"), whole(0, "a", "}")],
    [["a", "add", "{1}"]],
  ],
  [
    "that bring the id only later are one call",
    [head(0, "", "add"), rest(0, "{}", "a")],
    [["a", "add", "{}"]],
  ],
  [
    "with null for everything left out are one call",
    [head(0, "a", "add"), rest(0, null)],
    [["a", "add", ""]],
  ],
  [
    "with another id in each are one call, by its first id",
    [head(0, "a", "add"), rest(0, '{"x"', "b"), rest(0, ":1}", "c")],
    [["a", "add", '{"x":1}']],
  ],
  [
    "with another id and the name in each are one call while its arguments go on",
    [whole(0, "a", '{"x"'), whole(0, "b", ":1}")],
    [["a", "add", '{"x":1}']],
  ],
  [
    "that repeat the name in each, without ids, are one call while its arguments go on",
    [whole(0, "", ""), whole(0, "", '{"x"'), whole(0, "", ":1}"), whole(0, "", '{"x":2}')],
    [
      ["call00000", "add", '{"x":1}'],
      ["call00001", "add", '{"x":2}'],
    ],
  ],
  [
    "with the arguments as an object have its text",
    [whole(0, "a", { x: { y: [1] } })],
    [["a", "add", '{"x":{"y":[1]}}']],
  ],
  [
    "that begin with an empty object and go on in pieces have the pieces",
    [whole(0, "a", {}), rest(0, '{"x"'), rest(0, ":1}")],
    [["a", "add", '{"x":1}']],
  ],
  [
    "without an index go on with the newest call",
    [whole(0, "a", "{}"), head(1, "b", "sub"), rest(null, "{1"), rest(null, "}")],
    [
      ["a", "add", "{}"],
      ["b", "sub", "{1}"],
    ],
  ],
  [
    "that tell a call whole a second time make no second call",
    [whole(0, "a", '{"x":1}'), whole(0, "a", '{"x":1}')],
    [["a", "add", '{"x":1}']],
  ],
  [
    "all under one id are told apart by what they hold, and get ids of their own",
    [whole(0, "a", '{"x":1}'), whole(0, "a", '{"x":2}'), whole(1, "a", '{"x":3}')],
    [
      ["a", "add", '{"x":1}'],
      ["call00001", "add", '{"x":2}'],
      ["call00002", "add", '{"x":3}'],
    ],
  ],
  [
    "with braces in their texts end where they end",
    [whole(0, "a", '{"x":"}{\\"'), whole(0, "b", '"}'), whole(0, "c", "{}")],
    [
      ["a", "add", '{"x":"}{\\""}'],
      ["c", "add", "{}"],
    ],
  ],
];

describe("fragments of tool calls", () => {
  it.each(CASES)("%s", (_title, fragments, calls) => {
    expect(assemble(fragments)).toEqual(calls);
  });

  it.each([
    ["a part each", ["fi", "nd"]],
    ["all of it so far each", ["fi", "find"]],
  ])("that name an offered tool in pieces, %s, are one call", (_how, names) => {
    const fragments = [...names.map((name, at) => head(0, at === 0 ? "a" : "", name)), rest(0, "{}")];
    expect(assemble(fragments, ["find", "fi_other"])).toEqual([["a", "find", "{}"]]);
  });

  it("that name one offered tool after the other are two calls", () => {
    expect(assemble([head(0, "", "find"), whole(0, "", "{}")], ["find", "add", "findadd"])).toEqual([
      ["call00000", "find", ""],
      ["call00001", "add", "{}"],
    ]);
  });

  it("that tell all of the arguments so far each time are the last of them", () => {
    const steps = ['{"x"', '{"x":"a', '{"x":"ab"}'].map((given) => whole(0, "a", given));
    expect(assemble(steps)).toEqual([["a", "add", '{"x":"ab"}']]);
  });

  it("that never name a tool make no call at all", () => {
    expect(assemble([head(0, "a", "add"), rest(1, "{}")])).toBeUndefined();
  });
});
