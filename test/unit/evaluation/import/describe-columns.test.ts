import { expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { ColumnKind } from "#core/domain/column-facts.ts";
import { describeColumns } from "#core/evaluation/import/describe-columns.ts";

const KINDS: ReadonlyArray<readonly [kind: ColumnKind, values: readonly Json[]]> = [
  ["text", ["a", "b 1"]],
  ["whole-number", ["1", 20, "-3", "12345678901234567890"]],
  ["number", ["1.5", 2, "1e-9"]],
  ["decimal-comma", ["1,5", "2", "0,25"]],
  ["text", ["1,234"]],
  ["decimal-comma", ["45,00 €", "€ 1,50", "1.234,50 EUR", "-3,5 %"]],
  ["number", ["$1,234.50", "-$2", "45.00 €"]],
  ["text", ["45 apples", "€", "12.03.2024"]],
  ["mixed", ["1,5", "1.5"]],
  ["mixed", ["a", 1]],
  ["truth", [true, "False"]],
  ["list", [["a"], []]],
  ["object", [{ a: 1 }]],
  ["empty", ["", null, "  "]],
];

it.each(KINDS)("[S30] a column is %s that holds %j", (kind, values) => {
  expect(describeColumns(values.map((c) => ({ c })))[0]).toMatchObject({ name: "c", kind });
});

it("[S30] a column says how many of its values are missing or different, and shows one", () => {
  const records = [{ c: "" }, { c: " a\n b" }, { c: " a\n b" }, { d: 1 }, { c: "z".repeat(200) }];
  expect(describeColumns(records)).toEqual([
    { name: "c", kind: "text", empty: 2, distinct: 2, sample: " a b", notes: [] },
    { name: "d", kind: "whole-number", empty: 4, distinct: 1, sample: "1", notes: [] },
  ]);
});

it("[S30] a sample that was shortened says so", () => {
  const [cut, whole] = describeColumns([{ a: "z".repeat(81), b: "9007199254740993" }]);
  expect(cut?.sample).toBe(`${"z".repeat(79)}…`);
  expect(whole?.sample).toBe("9007199254740993");
});

it("[S30] a column says what a spreadsheet spoiled in it", () => {
  const values = ["#N/A", "#BEZUG!", "1,23E+15", "2-Mar", "3/2"];
  expect(describeColumns(values.map((c) => ({ c })))[0]?.notes).toEqual([
    "2 of 5 values: a failed formula, such as #N/A.",
    "1 of 5 values: a shortened number, such as 1.23E+15, whose digits are lost.",
    "1 of 5 values: a date that a spreadsheet may have made of something else, such as 2-Mar of 3/2.",
  ]);
  expect(describeColumns([{ c: "2-Mar" }, { c: "5-Apr" }])[0]?.notes).toEqual([]);
});
