import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { scoreNumeric } from "#core/domain/scoring/score-numeric.ts";

const CASES: ReadonlyArray<
  readonly [title: string, output: Json, expected: Json, tolerance: number, isCorrect: boolean]
> = [
  ["a text with the number is right", "so it is 1,000 dollars", "1000", 1e-9, true],
  ["a number is right", 8, "8", 1e-9, true],
  ["a number inside an object is found", { answer: 8 }, 8, 1e-9, true],
  ["the number of a list of one is found", [8], 8, 1e-9, true],
  ["the last of several numbers is no answer", [1, 2, 8], 8, 1e-9, false],
  ["of an object it is the part that is nothing but a number", { why: "3 and 5", answer: 8 }, 8, 1e-9, true],
  ["one of two numbers of an object is no answer", { answer: 8, confidence: 0.9 }, 0.9, 1e-9, false],
  ["a name with a digit is no answer", { answer: "none", "field 8": "x" }, 8, 1e-9, false],
  ["decimals behind a comma are decimals", "999,50", "3,50", 1e-9, false],
  ["the same amount in another style is right", "11.00", "11,00", 1e-9, true],
  ["what is not understood agrees with nothing", "1-2", "3-2", 1e-9, false],
  ["a fraction is the number it is", "\\frac{1}{2}", 0.5, 1e-9, true],
  ["a model's 3,5 is not 2,5", "3,5", "2,5", 1e-9, false],
  ["large numbers are compared by all their digits", "9007199254740993", "9007199254740992", 1e-9, false],
  ["the same large number is right", "9,007,199,254,740,993", "9007199254740993", 1e-9, true],
  ["a large one in powers of ten is right", "1.5×10^20", "150000000000000000000", 1e-9, true],
  ["a large one is right within its tolerance", "9007199254740993", "9007199254740992", 1, true],
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
    expect(scoreNumeric(output, expected, tolerance)).toMatchObject({
      value: isCorrect ? 1 : 0,
      isCorrect,
      parts: {},
    });
  });

  it("[S42] says of an output that cannot be read why it is wrong", () => {
    expect(scoreNumeric("It is 3-5", 5, 0).reason).toMatch(
      /^The answer ends with "3-5", which cannot be read/,
    );
    expect(scoreNumeric("It is 3", 5, 0).reason).toBeUndefined();
  });

  it("[S42] two whole numbers of any size are the same only where all their digits are", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 40n), 10n ** 40n), fc.bigInt(-3n, 3n), (number, off) => {
        const score = scoreNumeric(String(number + off), String(number), 1e-9);
        expect(score.isCorrect).toBe(off === 0n);
      }),
    );
  });
});
