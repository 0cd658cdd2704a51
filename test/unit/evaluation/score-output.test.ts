import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { prepareExpected } from "#core/evaluation/prepare-expected.ts";
import { scoreOutput } from "#core/evaluation/score-output.ts";

const EXACT: Scorer = { type: "exact" };
const NUMERIC: Scorer = { type: "numeric", tolerance: 1e-9 };
const FIELDS: Scorer = { type: "json-fields" };
const REGEX: Scorer = { type: "regex", flags: "" };

const SCORES: ReadonlyArray<
  readonly [title: string, scorer: Scorer, output: Json, expected: Json, value: number]
> = [
  ["exact compares texts", EXACT, "a ", "a", 1],
  ["numeric uses the scorer's own tolerance", { type: "numeric", tolerance: 1 }, "9", 8, 1],
  ["json-fields gives a point per field", FIELDS, '{"a":1}', { a: 1, b: 2 }, 0.5],
  ["regex searches the output", REGEX, "the sky is blue", "bl[ue]+$", 1],
  ["regex obeys its flags, one given twice too", { type: "regex", flags: "ii" }, "BLUE", "blue", 1],
  ["regex sees an object as JSON", REGEX, { a: 1 }, '"a":1', 1],
  ["regex that is no expression is never met", REGEX, "(", "(", 0],
  ["regex of a number is never met", REGEX, "1", 1, 0],
  ["exact gives nothing for no output", EXACT, null, "null", 0],
  ["numeric gives nothing for no output", NUMERIC, null, 0, 0],
  ["json-fields gives nothing for no output", FIELDS, null, { a: null }, 0],
  ["regex gives nothing for no output", REGEX, null, ".*", 0],
];

describe("scoreOutput", () => {
  it.each(SCORES)("%s", async (_title, scorer, output, expected, value) => {
    expect((await scoreOutput(scorer, output, expected)).value).toBe(value);
  });

  it("ends, and calls it wrong, where an expression would try for ever, and holds nobody up meanwhile", async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    expect((await scoreOutput(REGEX, `${"a".repeat(60)}!`, "^(a+)+$")).isCorrect).toBe(false);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });
});

const PREPARED: ReadonlyArray<readonly [title: string, scorer: Scorer, value: Json, outcome: Json]> = [
  ["json-fields turns JSON text into the object", FIELDS, '{"a":1}', { a: 1 }],
  ["exact keeps a value as it is", EXACT, [1, 2], [1, 2]],
  ["numeric keeps a text with a number", NUMERIC, "#### 8", "#### 8"],
  ["regex keeps an expression", REGEX, "a|b", "a|b"],
  ["null is refused", EXACT, null, "its answer is null"],
  ["blank is refused", EXACT, " ", "its answer is empty"],
  ["numeric refuses a text without one", NUMERIC, "many", "its answer holds no number"],
  ["json-fields refuses a list", FIELDS, "[1]", "its answer is not a JSON object"],
  ["json-fields refuses what is not JSON", FIELDS, "{a:1}", "its answer is not a JSON object"],
  ["json-fields refuses an object without fields", FIELDS, {}, "its answer has no fields"],
  ["regex refuses what is not an expression", REGEX, "(", "its answer is not a regular expression"],
];

describe("prepareExpected", () => {
  it.each(PREPARED)("%s", (_title, scorer, value, outcome) => {
    const prepared = prepareExpected(scorer, value);
    expect(prepared.ok ? prepared.value : prepared.error).toEqual(outcome);
  });
});
