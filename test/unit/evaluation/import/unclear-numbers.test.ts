import { expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { setAsideUnclear } from "#core/evaluation/import/unclear-numbers.ts";

const NUMERIC = { type: "numeric", tolerance: 1e-9 } as const;

function read(...answers: readonly Json[]) {
  const items = answers.map((expected, at) => ({
    line: at + 2,
    item: { id: `i${at}`, input: "q", expected, group: null, className: null, metadata: {} },
  }));
  const skipped = [{ line: 1, reason: "not a row" }];
  const kept = setAsideUnclear(NUMERIC, { items, skipped });
  return [kept.items.map(({ item }) => item.expected), kept.skipped.map(({ line }) => line)];
}

it("[S17] an answer that another line's decimal comma puts in doubt is reported with its line and left out", () => {
  expect(read("3,50", "1,234", "1.234", "12", "1.235,00", 7)).toEqual([
    ["3,50", "12", "1.235,00", 7],
    [1, 3, 4],
  ]);
});

it("[S17] where nothing puts it in doubt it is what it usually is", () => {
  expect(read("1,234", "1.234", "3.50")).toEqual([["1,234", "1.234", "3.50"], [1]]);
});
