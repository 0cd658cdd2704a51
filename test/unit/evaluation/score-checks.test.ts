import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { scoreHere } from "#test/support/score-here.ts";

const SCHEMA = { type: "object", required: ["a"], properties: { a: { type: "number" } } };

/** A check, what it must call right, and wrong. */
const CHECKS: ReadonlyArray<readonly [check: Json, right: readonly Json[], wrong: readonly Json[]]> = [
  [{ type: "equals", value: "a.b" }, ["a.b", " a.b\n"], ["axb"]],
  [{ type: "equals", value: { a: [1] } }, ['{"a": [1]}', { a: [1] }], ['{"a": [2]}', "a"]],
  [{ type: "contains", value: "(x)" }, ["see (x)"], ["see (X)"]],
  [{ type: "contains", value: "no", not: true }, ["yes"], ["none"]],
  [{ type: "icontains", value: "Blue" }, ["BLUE"], ["red"]],
  [{ type: "contains-any", value: ["a", "b"] }, ["xbx"], ["xcx"]],
  [{ type: "icontains-any", value: ["A", "b"] }, ["xax"], ["xcx"]],
  [{ type: "contains-all", value: ["a", "b"] }, ["b a"], ["a"]],
  [{ type: "icontains-all", value: ["A", "b"] }, ["B a"], ["a"]],
  [{ type: "starts-with", value: "The" }, ["The end"], ["In The"]],
  [{ type: "regex", value: "(b)\\1" }, ["abb"], ["ab"]],
  [{ type: "regex", value: "^\\d+$", not: true }, ["a1"], ["12"]],
  [{ type: "is-json" }, ["[1]", '{"a":1}', "3"], ["{a:1}", "so: {}"]],
  [{ type: "is-json", value: SCHEMA }, ['{"a":1}'], ['{"a":"1"}', "[]"]],
  [{ type: "is-json", not: true }, ["so"], ["{}"]],
  [{ type: "contains-json" }, ['so: {"a":1}!', "[1]"], ["so", "{a}"]],
  [{ type: "contains-json", value: SCHEMA }, ['one [2] two {"a":1}'], ['{"b":1}']],
];

const asList = (...checks: readonly Json[]) => ({ checks });
const score = async (expected: Json, output: Json) => scoreHere({ type: "checks" }, output, expected);

describe("[S38] a check", () => {
  it.each(CHECKS)("%j calls %j right and %j wrong", async (check, right, wrong) => {
    const areRight = async (outputs: readonly Json[]) =>
      Promise.all(outputs.map(async (output) => (await score(asList(check), output)).isCorrect));
    expect({ right: await areRight(right), wrong: await areRight(wrong) }).toEqual({
      right: right.map(() => true),
      wrong: wrong.map(() => false),
    });
  });
});

const HOLDS = { type: "contains", value: "a" };
const FAILS = { type: "contains", value: "z" };

/** Lists of checks over the output "a", and what they come to. */
const LISTS: ReadonlyArray<readonly [title: string, expected: Json, value: number, isCorrect: boolean]> = [
  ["all hold", asList(HOLDS, HOLDS), 1, true],
  ["one fails", asList(HOLDS, FAILS), 0.5, false],
  ["the mean is weighted", asList({ ...HOLDS, weight: 3 }, FAILS), 0.75, false],
  ["a threshold decides alone", { ...asList(HOLDS, FAILS), threshold: 0.5 }, 0.5, true],
  ["a threshold that is missed", { ...asList(HOLDS, FAILS), threshold: 0.6 }, 0.5, false],
  ["a threshold of nothing is none", { ...asList(HOLDS, FAILS), threshold: 0 }, 0.5, false],
  ["a check without weight cannot fail", asList(HOLDS, { ...FAILS, weight: 0 }), 1, true],
  ["only checks without weight", asList({ ...FAILS, weight: 0 }), 1, true],
  ["a set counts as one", asList(HOLDS, { type: "set", checks: [HOLDS, FAILS, FAILS, FAILS] }), 0.625, false],
  [
    "a set with a threshold",
    asList(HOLDS, { type: "set", threshold: 0.25, checks: [HOLDS, FAILS, FAILS, FAILS] }),
    0.625,
    true,
  ],
];

describe("[S38] a list of checks", () => {
  it.each(LISTS)("%s", async (_title, expected, value, isCorrect) => {
    expect(await score(expected, "a")).toMatchObject({ value, isCorrect });
  });

  it("names its parts, those of one name by number", async () => {
    const expected = asList(HOLDS, FAILS, { ...FAILS, name: "tone" }, { ...FAILS, not: true });
    expect((await score(expected, "a")).parts).toEqual({
      contains: 1,
      "contains 2": 0,
      tone: 0,
      "not-contains": 1,
    });
  });

  it("ends where an expression would try for ever", async () => {
    const expected = asList({ type: "regex", value: "^(a+)+$" });
    expect((await score(expected, `${"a".repeat(60)}!`)).isCorrect).toBe(false);
  });
});
