import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { readVerdict } from "#core/domain/scoring/read-verdict.ts";

const VERDICTS: ReadonlyArray<readonly [returned: Json, value: number, isCorrect: boolean]> = [
  [true, 1, true],
  [false, 0, false],
  [1, 1, true],
  [0, 0, false],
  [0.999, 0.999, false],
  [{ pass: true }, 1, true],
  [{ pass: false }, 0, false],
  [{ score: 1 }, 1, true],
  [{ score: 0.5 }, 0.5, false],
  [{ pass: true, score: 0.5 }, 0.5, true],
  [{ pass: false, score: 1 }, 1, false],
];

const NONE: readonly Json[] = [
  null,
  "true",
  "1",
  1.01,
  -0.1,
  [],
  [true],
  {},
  { reason: "none" },
  { pass: 1 },
  { pass: null, score: 1 },
  { score: "1" },
  { score: 2 },
];

describe("[S39] what a scorer in code returns", () => {
  it.each(VERDICTS)("%j is worth %d, correct: %s", (returned, value, isCorrect) => {
    expect(readVerdict(returned)).toEqual({ value, isCorrect, parts: {} });
  });

  it.each(NONE.map((value) => [value]))("%j is no score", (returned) => {
    expect(readVerdict(returned)).toBeNull();
  });

  it("says why, at most a thousand characters of it", () => {
    expect(readVerdict({ pass: true, reason: "so" })?.reason).toBe("so");
    expect(readVerdict({ pass: true, reason: "😀".repeat(2000) })?.reason).toHaveLength(1000);
  });
});
