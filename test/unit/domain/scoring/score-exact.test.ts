import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { scoreExact } from "#core/domain/scoring/score-exact.ts";

const CASES: ReadonlyArray<readonly [title: string, output: Json, expected: Json, isCorrect: boolean]> = [
  ["the same text is right", "blue", "blue", true],
  ["white space around a text does not count", "  blue\n", "blue", true],
  ["white space inside a text counts", "dark  blue", "dark blue", false],
  ["case counts", "Blue", "blue", false],
  ["a number as text equals the number", "42", 42, true],
  ["a number equals its text", 42, "42", true],
  ["text that is not JSON is not the number", "about 42", 42, false],
  ["two texts are compared as texts, not as JSON", "1.0", "1", false],
  ["an object as text equals it whatever the order of keys", '{"b":2,"a":1}', { a: 1, b: 2 }, true],
  ["an object with one key more is another", { a: 1, b: 2 }, { a: 1 }, false],
  ["lists are equal in order alone", [1, 2], [2, 1], false],
  ["no output is wrong", null, "blue", false],
  ["no output is wrong even where null was expected", null, null, false],
  ["composed and decomposed letters are different texts", "\u00e9", "e\u0301", false],
];

describe("exact scorer", () => {
  it.each(CASES)("%s", (_title, output, expected, isCorrect) => {
    expect(scoreExact(output, expected)).toEqual({ value: isCorrect ? 1 : 0, isCorrect, parts: {} });
  });
});
