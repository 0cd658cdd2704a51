import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { lastNumberIn } from "#core/domain/scoring/read-number.ts";
import { scoreNumeric } from "#core/domain/scoring/score-numeric.ts";

const TEXTS: ReadonlyArray<readonly [text: string, number: number | null]> = [
  ["8", 8],
  ["The answer is 8.", 8],
  ["3 apples and 5 pears make 8 fruits", 8],
  ["#### 1,234", 1234],
  ["$1,234,567.89", 1234567.89],
  ["1'234.5", 1234.5],
  ["1\u202f234", 1234],
  ["12,34", 34],
  ["1234,567", 567],
  ["1,2345", 2345],
  ["60%", 60],
  ["€ 12", 12],
  [".5", 0.5],
  ["0.50", 0.5],
  ["1.5e3", 1500],
  ["2E-2", 0.02],
  ["-5", -5],
  ["-5 apples were left over", -5],
  ["\u22125", -5],
  ["-$5", -5],
  ["$-5", -5],
  ["x=-5", -5],
  ["10-5", 5],
  ["(a)-5", 5],
  ["3–5", 5],
  ["- 5", 5],
  ["- $5", 5],
  ["a number of nines: 999999999999999999999", 1e21],
  ["1e999", null],
  ["8 or 1e999", 8],
  ["none", null],
  ["", null],
  ["\u0000 7 \u{1f600}", 7],
];

describe("the last number of a text", () => {
  it.each(TEXTS)("%j holds %j", (text, number) => {
    expect(lastNumberIn(text)).toBe(number);
  });

  it("is found in linear time, however many digits and commas there are", () => {
    expect(lastNumberIn("1,111".repeat(50_000))).not.toBeNull();
    expect(lastNumberIn("9".repeat(200_000))).toBeNull();
  });
});

const CASES: ReadonlyArray<
  readonly [title: string, output: Json, expected: Json, tolerance: number, isCorrect: boolean]
> = [
  ["a text with the number is right", "so it is 1,000 dollars", "1000", 1e-9, true],
  ["a number is right", 8, "8", 1e-9, true],
  ["a number inside an object is found", { answer: 8 }, 8, 1e-9, true],
  ["the last number counts, not any", "8, no: 9", 8, 1e-9, false],
  ["binary fractions do not make it wrong", 0.1 + 0.2, 0.3, 1e-9, true],
  ["within the tolerance is right", 10.05, 10, 0.1, true],
  ["beyond the tolerance is wrong", 10.2, 10, 0.1, false],
  ["an output without a number is wrong", "none", 8, 1e-9, false],
  ["an expected text without a number is never met", "8", "none", 1e-9, false],
  ["neither having a number is no agreement", "none", "none", 1e-9, false],
  ["true is no number", true, 1, 1e-9, false],
  ["no output is wrong", null, 0, 1e-9, false],
];

describe("numeric scorer", () => {
  it.each(CASES)("%s", (_title, output, expected, tolerance, isCorrect) => {
    expect(scoreNumeric(output, expected, tolerance)).toEqual({
      value: isCorrect ? 1 : 0,
      isCorrect,
      parts: {},
    });
  });
});
