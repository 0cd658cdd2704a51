import { expect, it } from "vitest";
import { nearestWord } from "#core/base/nearest-word.ts";

const WORDS = ["concurrency", "workers", "repetitions", "seed"];

it.each([
  ["concurency", "concurrency"],
  ["Workers", "workers"],
  ["repetition", "repetitions"],
  ["sed", "seed"],
  ["nonsense", null],
  ["", null],
  ["x".repeat(10_000), null],
])("of %s the nearest is %s", (typed, expected) => {
  expect(nearestWord(typed, WORDS)).toBe(expected);
});
