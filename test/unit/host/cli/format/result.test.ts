import { expect, it } from "vitest";
import type { RunResultDocument } from "#core/contract/shapes.ts";
import { formatResult } from "#core/host/cli/format/result.ts";

const WRONG: RunResultDocument = {
  dataset: "orders",
  item: "validation-003",
  split: "validation",
  score: 0.5,
  isCorrect: false,
  scorer: "json-fields",
  expected: { qty: 24, date: "2026-03-06" },
  output: '{"qty":2,"date":"2026-03-06"}',
  error: null,
  reason: null,
  scorerFailure: null,
  fields: [
    { name: "qty", got: 2, wanted: 24, isRight: false },
    { name: "date", got: "2026-03-06", wanted: "2026-03-06", isRight: true },
  ],
  evidence: [],
};

const CASES: ReadonlyArray<
  readonly [title: string, change: Partial<RunResultDocument>, outcome: string, answer: string]
> = [
  ["only what differs is written out", {}, "✕ wrong, score 50.0 % by json-fields", "qty: expected 24, got 2"],
  [
    "a right one says so",
    { isCorrect: true, score: 1 },
    "✓ right, score 100.0 % by json-fields",
    "all 2 fields as expected",
  ],
  [
    "without fields both answers stand whole",
    { fields: [], expected: "4", output: 5, score: 0, scorer: "exact" },
    "✕ wrong, score 0.0 % by exact",
    'expected "4", got 5',
  ],
  [
    "a run that failed gave none",
    { fields: [], expected: 4, output: null, score: 0, error: "too many steps" },
    "✕ wrong, score 0.0 % by json-fields",
    "expected 4, got none: too many steps",
  ],
];

it.each(CASES)("the result of a run in three lines: %s", (_title, change, outcome, answer) => {
  expect(formatResult({ ...WRONG, ...change }).split("\n")).toEqual([
    "item     orders/validation-003 (validation)",
    `outcome  ${outcome}`,
    `answer   ${answer}`,
  ]);
});

const SAID: ReadonlyArray<readonly [change: Partial<RunResultDocument>, line: string]> = [
  [{ reason: "half of it" }, "because  half of it"],
  [
    { scorerFailure: "threw", reason: "Error: boom (line 2)" },
    "scorer   failed: its code threw an error: Error: boom (line 2)",
  ],
  [{ scorerFailure: "timeout" }, "scorer   failed: it did not end in time"],
];

it.each(SAID)("[S39] what a scorer says is a fourth line: %j", (change, line) => {
  expect(formatResult({ ...WRONG, ...change }).split("\n")[3]).toBe(line);
});
