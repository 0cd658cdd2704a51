import { expect, it } from "vitest";
import { CALCULATOR_CODE } from "#core/practice/desk/calculator.ts";
import { calculate, REPAIRED_CALCULATOR } from "./answer-items.ts";

const ROWS: readonly (readonly [expression: string, shipped: number, right: number])[] = [
  ["3*4.20+4.90", 17.5, 17.5],
  ["2+3*4", 20, 14],
  ["12*3.50+4*19.95-5", 912.6999999999999, 116.8],
  ["(3*4.20+5.10)*0.9", 15.930000000000003, 15.93],
  ["0.1+0.2", 0.30000000000000004, 0.3],
  ["-2+10/4", 2, 0.5],
];

it.each(ROWS)("%s comes out as %d, and repaired as %d", (expression, shipped, right) => {
  expect(calculate(CALCULATOR_CODE, expression)).toBe(shipped);
  expect(calculate(REPAIRED_CALCULATOR, expression)).toBe(right);
});

it.each(["", "3+", "(1+2", "1/0", "2 2"])("both refuse %j", (expression) => {
  for (const code of [CALCULATOR_CODE, REPAIRED_CALCULATOR])
    expect(() => calculate(code, expression)).toThrow(/missing|zero|unexpected/);
});
