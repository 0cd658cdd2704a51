import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { readLastNumber } from "#core/domain/scoring/read-number.ts";
import { scoreNumeric } from "#core/domain/scoring/score-numeric.ts";

/** Null where there is none, or what stands there is unclear. */
function lastNumberIn(text: string): number | null {
  const reading = readLastNumber(text);
  return reading.kind === "number" ? reading.value : null;
}

const TEXTS: ReadonlyArray<readonly [text: string, number: number | null]> = [
  ["8", 8],
  ["The answer is 8.", 8],
  ["3 apples and 5 pears make 8 fruits", 8],
  ["#### 1,234", 1234],
  ["$1,234,567.89", 1234567.89],
  ["1'234.5", 1234.5],
  ["1\u202f234", 1234],
  ["12,34", 12.34],
  ["1234,567", 1234.567],
  ["1,2345", 1.2345],
  ["3,50", 3.5],
  ["999,00", 999],
  ["0,123", 0.123],
  [",5", 0.5],
  ["1.235,00", 1235],
  ["1.234,567", 1234.567],
  ["1.234.567", 1234567],
  ["12,34,567.50", 1234567.5],
  ["1’234,5", 1234.5],
  ["1 234,50", 1234.5],
  ["-3,50 €", -3.5],
  ["1,5e3", 1500],
  ["1.235", 1.235],
  // Not understood, so no other number is taken for it.
  ["1.2.3", null],
  ["1,2,3", null],
  ["1,234,5", null],
  ["1.234,567,89", null],
  ["1/2", null],
  ["3½", null],
  ["½", null],
  ["10²", null],
  ["12:30", null],
  ["2024-05-01", null],
  ["1_000", null],
  ["0x1F", null],
  ["1.5k", null],
  ["1 234", null],
  ["5 or ٣", null],
  ["8, version 1.2.3", null],
  // What is no part of it is not in its way.
  ["8 kg per m²", 8],
  ["8 kB", 8],
  ["in 2020 100", 100],
  ["x,8", 8],
  ["(7),8", 8],
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
  ["8 or 1e999", null],
  ["none", null],
  ["", null],
  ["\u0000 7 \u{1f600}", 7],
];

describe("the last number of a text", () => {
  it.each(TEXTS)("[S17] %j holds %j", (text, number) => {
    expect(lastNumberIn(text)).toBe(number);
  });

  it("is found in linear time, however many digits and commas there are", () => {
    expect(lastNumberIn("1,111".repeat(50_000))).toBeNull();
    expect(lastNumberIn(`${"1,".repeat(100_000)} 8`)).toBe(8);
    expect(lastNumberIn("1 111 ".repeat(50_000))).toBeNull();
    expect(lastNumberIn("9".repeat(200_000))).toBeNull();
  });
});

const CASES: ReadonlyArray<
  readonly [title: string, output: Json, expected: Json, tolerance: number, isCorrect: boolean]
> = [
  ["a text with the number is right", "so it is 1,000 dollars", "1000", 1e-9, true],
  ["a number is right", 8, "8", 1e-9, true],
  ["a number inside an object is found", { answer: 8 }, 8, 1e-9, true],
  ["the last of a list is found", [1, 2, 8], 8, 1e-9, true],
  ["a name with a digit is no answer", { answer: "none", "field 8": "x" }, 8, 1e-9, false],
  ["decimals behind a comma are decimals", "999,50", "3,50", 1e-9, false],
  ["the same amount in another style is right", "11.00", "11,00", 1e-9, true],
  ["what is not understood agrees with nothing", "1/2", "3/2", 1e-9, false],
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
