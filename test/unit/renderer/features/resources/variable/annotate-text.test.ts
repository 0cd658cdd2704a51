import { describe, expect, it } from "vitest";
import { annotateText, slotsIn } from "#renderer/features/resources/variable/annotate-text.ts";
import { readValue } from "#renderer/features/resources/variable/edited-value.ts";

/** [locked], <slot>, [<locked slot>]. */
function mark(text: string, locked: readonly string[]): string {
  return annotateText(text, locked)
    .map(({ text: part, isLocked, isSlot }) => {
      const inner = isSlot ? `<${part}>` : part;
      return isLocked ? `[${inner}]` : inner;
    })
    .join("");
}

const CASES: ReadonlyArray<
  readonly [title: string, text: string, locked: readonly string[], expected: string]
> = [
  ["nothing", "plain", [], "plain"],
  ["an empty text", "", ["x"], ""],
  ["a slot", "Read {{message}} now", [], "Read <{{message}}> now"],
  ["a slot with blanks", "{{ message }}", [], "<{{ message }}>"],
  ["what only looks like a slot", "{{}} {{1}} {x}", [], "{{}} {{1}} {x}"],
  ["every place of a locked text", "a rule, a rule", ["rule"], "a [rule], a [rule]"],
  ["a slot inside a locked text", "Keep {{x}} so", ["Keep {{x}}"], "[Keep ][<{{x}}>] so"],
  ["locked texts that overlap", "abcd", ["abc", "bcd"], "[abcd]"],
  ["a locked text that is gone", "other", ["rule"], "other"],
];

describe("a text's parts", () => {
  it.each(CASES)("draw %s", (_title, text, locked, expected) => {
    expect(mark(text, locked)).toBe(expected);
    expect(
      annotateText(text, locked)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  it("slots are named once each", () => {
    expect(slotsIn("{{a}} {{b}} {{a}}")).toEqual(["{{a}}", "{{b}}"]);
  });
});

describe("edited text as a value", () => {
  const VALUES: ReadonlyArray<
    readonly [type: Parameters<typeof readValue>[0], text: string, expected: unknown]
  > = [
    ["text", " as typed ", " as typed "],
    ["code", "return 1;", "return 1;"],
    ["number", "0.5", 0.5],
    ["number", "", "refused"],
    ["number", "many", "refused"],
    ["number", "Infinity", "refused"],
    ["json", '["a"]', ["a"]],
    ["json", "[a]", "refused"],
  ];
  it.each(VALUES)("%s %j is %j", (type, text, expected) => {
    const read = readValue(type, text);
    expect(read.ok ? read.value : "refused").toEqual(expected);
  });
});
