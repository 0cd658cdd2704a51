import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { prepareExpected } from "#core/evaluation/prepare-expected.ts";
import { scoreHere } from "#test/support/score-here.ts";

const EXACT: Scorer = { type: "exact" };
const NUMERIC: Scorer = { type: "numeric", tolerance: 1e-9 };
const FIELDS: Scorer = { type: "json-fields" };
const REGEX: Scorer = { type: "regex", flags: "" };

const CHECKS: Scorer = { type: "checks" };
const CODE: Scorer = { type: "code", code: "() => true" };
const NO_CHECKS = 'its answer is not a list of checks: {"checks": [{"type": "contains", "value": "…"}]}';

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
  ["[S34] exact takes any text of a list", EXACT, "Paris", ["Lutetia", "Paris"], 1],
  ["[S34] exact takes the list itself, as it always did", EXACT, '["a", "b"]', ["a", "b"], 1],
  ["[S34] exact takes nothing that is not in the list", EXACT, "Rome", ["Lutetia", "Paris"], 0],
  ["[S34] exact takes a list that holds other things as one value", EXACT, "1", [1, 2], 0],
  ["[S34] exact takes a number among texts", EXACT, "4", ["four", 4], 1],
  ["[S34] exact takes a list with lists in it as one value", EXACT, "a", ["a", ["b"]], 0],
  ["[S34] numeric takes any number of a list", NUMERIC, "it is 7", ["5", 7, 9], 1],
  ["[S34] numeric takes no other", NUMERIC, "it is 6", ["5", 7, 9], 0],
  ["[S34] regex takes any expression of a list", REGEX, "the sky", ["^sea$", "sk[iy]"], 1],
  ["[S34] json-fields compares a list in a field as a list", FIELDS, '{"a":"x"}', { a: ["x", "y"] }, 0],
  ["[S34] json-fields takes the same list in a field", FIELDS, '{"a":["x","y"]}', { a: ["x", "y"] }, 1],
];

describe("scoreOutput", () => {
  it.each(SCORES)("%s", async (_title, scorer, output, expected, value) => {
    expect((await scoreHere(scorer, output, expected)).value).toBe(value);
  });

  it("ends, and calls it wrong, where an expression would try for ever, and holds nobody up meanwhile", async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    expect((await scoreHere(REGEX, `${"a".repeat(60)}!`, "^(a+)+$")).isCorrect).toBe(false);
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
  ["[S34] a list of accepted answers is kept as it is", EXACT, ["Paris", "paris"], ["Paris", "paris"]],
  ["[S34] an empty list is refused", EXACT, [], "its answer is an empty list"],
  ["[S34] a list with a blank is refused", EXACT, ["a", " "], "one of its accepted answers is empty"],
  ["[S34] numeric keeps a list of which one is a number", NUMERIC, ["four", "4"], ["four", "4"]],
  ["[S34] numeric refuses a list without one", NUMERIC, ["many", "viele"], "its answer holds no number"],
  [
    "[S34] regex refuses a list without an expression",
    REGEX,
    ["("],
    "its answer is not a regular expression",
  ],
  ["checks refuse what is no list of them", CHECKS, "a", NO_CHECKS],
  ["checks refuse one of a sort that is not known", CHECKS, { checks: [{ type: "llm-rubric" }] }, NO_CHECKS],
  [
    "checks refuse an expression that is none",
    CHECKS,
    { checks: [{ type: "regex", value: "(" }] },
    "its regex check has no regular expression",
  ],
  [
    "checks refuse one that everything meets",
    CHECKS,
    { checks: [{ type: "contains", value: "" }] },
    "its contains check has no text",
  ],
  [
    "checks are read from the text of a table",
    CHECKS,
    '{"checks":[{"type":"equals","value":1}]}',
    { checks: [{ type: "equals", value: 1 }] },
  ],
  ["code keeps whatever it will look at", CODE, [1, { a: 2 }], [1, { a: 2 }]],
];

describe("prepareExpected", () => {
  it.each(PREPARED)("%s", (_title, scorer, value, outcome) => {
    const prepared = prepareExpected(scorer, value);
    expect(prepared.ok ? prepared.value : prepared.error).toEqual(outcome);
  });
});
