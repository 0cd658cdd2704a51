import { expect, it } from "vitest";
import { foldNumbers } from "#core/evaluation/number-words.ts";

it.each([
  ["send twelve boxes", "send 12 boxes"],
  ["twenty five and one", "25 and 1"],
  ["three hundred and twelve pens and pads", "312 pens and pads"],
  ["two thousand four hundred", "2400"],
  ["one two three", "1 2 3"],
  ["a hundred and thousand and", "a hundred and thousand and"],
  ["300 brass screws", "300 brass screws"],
  ["nineteen ninety", "19 90"],
  ["", ""],
])("[A9] %s reads as %s", (text, folded) => {
  expect(foldNumbers(text.split(" ")).join(" ")).toBe(folded);
});
