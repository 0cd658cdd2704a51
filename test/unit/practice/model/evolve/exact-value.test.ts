import { expect, it } from "vitest";
import { exactValue, leftToRightValue } from "#core/practice/model/evolve/exact-value.ts";

const CASES: readonly (readonly [expression: string, exact: number | null, flat: number | null])[] = [
  ["0.1+0.2", 0.3, 0.3],
  ["2+3*4", 14, 20],
  ["12*3.50+4*19.95-5", 116.8, 912.7],
  ["(2+3)*0.9+4.90", 9.4, 9.4],
  ["-2*-3", 6, 6],
  ["7/8", 0.875, 0.875],
  ["10/3", 3.333333333333, 3.333333333333],
  ["1.005*100", 100.5, 100.5],
  ["1/0", null, null],
  ["2+", null, null],
  ["(2", null, null],
  ["2 3", 23, 23],
  ["two", null, null],
];

it.each(CASES)("%s is %s, and %s without precedence", (expression, exact, flat) => {
  expect([exactValue(expression), leftToRightValue(expression)]).toEqual([exact, flat]);
});
