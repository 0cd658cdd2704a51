import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSequences, type Stretch } from "#renderer/ui/diff/diff-sequences.ts";
import { diffText } from "#renderer/ui/diff/diff-text.ts";

const SIGNS = { same: " ", removed: "-", added: "+" } as const;

const brief = (stretches: readonly Stretch<string>[]): string =>
  stretches.map(({ kind, items }) => `${SIGNS[kind]}${items.join("")}`).join("|");

const CASES: ReadonlyArray<readonly [before: string, after: string, expected: string]> = [
  ["", "", ""],
  ["abc", "abc", " abc"],
  ["", "ab", "+ab"],
  ["ab", "", "-ab"],
  ["abc", "adc", " a|-b|+d| c"],
  ["aaa", "aa", " aa|-a"],
  ["abab", "ab", " ab|-ab"],
  ["xay", "ay", "-x| ay"],
];

describe("the difference of two sequences", () => {
  it.each(CASES)("of %j and %j is %j", (before, after, expected) => {
    expect(brief(diffSequences(before.split(""), after.split("")))).toBe(expected);
  });

  it("leads from one to the other, back, and keeps as much as any answer could", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const stretches = diffSequences(before, after);
        const side = (left: "removed" | "added") =>
          stretches.filter(({ kind }) => kind !== left).flatMap(({ items }) => items);
        expect(side("added")).toEqual(before);
        expect(side("removed")).toEqual(after);
        const kept = stretches.filter(({ kind }) => kind === "same").flatMap(({ items }) => items).length;
        expect(kept).toBe(longestCommon(before, after));
      }),
    );
  });

  it("too long to compare exactly, the middle is replaced whole and the ends are kept", () => {
    const middle = (name: string): string[] => Array.from({ length: 2500 }, (_, at) => `${name}${at}`);
    const stretches = diffSequences(["start", ...middle("b"), "end"], ["start", ...middle("a"), "end"]);
    expect(stretches.map(({ kind, items }) => [kind, items.length])).toEqual([
      ["same", 1],
      ["removed", 2500],
      ["added", 2500],
      ["same", 1],
    ]);
  });
});

describe("the difference of two texts", () => {
  it("numbers each side's lines and marks the words inside a line that was reworded", () => {
    const lines = diffText("Dates\n- as given\nend", "Dates\n- as written\nmore\nend");
    expect(
      lines.map(({ kind, before, after, words }) => [
        SIGNS[kind],
        before,
        after,
        words === null ? null : brief(words),
      ]),
    ).toEqual([
      [" ", 1, 1, null],
      ["-", 2, null, " - as |-given"],
      ["+", null, 2, " - as |+written"],
      ["+", null, 3, null],
      // Its own number on either side, not the one before it among numbers after it.
      [" ", 3, 4, null],
    ]);
  });

  it("shows a line that has little in common with the one it replaces as a whole", () => {
    const lines = diffText("Write dates as given.", "Every price has two decimals, always.");
    expect(lines.map(({ words }) => words)).toEqual([null, null]);
  });
});

/** By trying everything: the definition, not the method. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  const [first, ...rest] = before;
  if (first === undefined || after.length === 0) return 0;
  const at = after.indexOf(first);
  const without = longestCommon(rest, after);
  return at === -1 ? without : Math.max(without, 1 + longestCommon(rest, after.slice(at + 1)));
}
