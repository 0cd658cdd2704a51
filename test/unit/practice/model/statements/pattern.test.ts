import { expect, it } from "vitest";
import { compileCue } from "#core/practice/model/statements/pattern.ts";

const concepts = { day: "monday|next_day" };

const CASES: readonly (readonly [cue: string, marked: string, isMatch: boolean])[] = [
  ["a b", " b x a ", true],
  ["a b", " a x ", false],
  ["a|b", " x b ", true],
  ["ab*", " abc ", true],
  ["ab*", " xabc ", false],
  ["a_b", " a b ", true],
  ["a_b", " a x b ", false],
  ["a>b", " a x b ", true],
  ["a>b", " b x a ", false],
  ["a>b", " a , b ", false],
  ["a>>b", " a , b ", true],
  ["a|b>c|d", " b x d ", true],
  ["a", " ~a ", false],
  ["a", " ^a ", false],
  ["-a", " ~a ", true],
  ["^a", " ^a ", true],
  ["?a", " ~a ", true],
  ["?a_b", " ^a ^b ", true],
  ["a !b", " a ", true],
  ["a !b", " a ~b ", false],
  ["#day", " next day ", true],
  ["-#day", " ~next ~day ", true],
  ["-#day", " ~next day ", false],
];

it.each(CASES)("cue %s on %j matches: %s", (cue, marked, isMatch) => {
  expect(compileCue(cue, { concepts }).isMatch(marked)).toBe(isMatch);
});

it("a cue weighs its positive terms, or what it says", () => {
  const weigh = (cue: string): number => compileCue(cue, { concepts }).weight;
  expect([weigh("a b !c"), weigh("a>b"), weigh("a b =7")]).toEqual([2, 1, 7]);
});

it("a topic is a topic in any polarity", () => {
  expect(compileCue("a", { concepts, isAnyPolarity: true }).isMatch(" ~a ")).toBe(true);
});

it("an unknown concept is a mistake in the table", () => {
  expect(() => compileCue("#night", { concepts })).toThrow(RangeError);
});
