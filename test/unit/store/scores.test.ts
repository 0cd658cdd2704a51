import { expect, it } from "vitest";
import { toScore } from "#core/store/scores.ts";

it("a failure that was noted without a reason has none", () => {
  const row = { value: 0, is_correct: 0, parts: "{}", failure: "threw", reason: "" };
  expect(toScore(row)).toEqual({ value: 0, isCorrect: false, parts: {}, failure: "threw" });
  expect(toScore({ ...row, reason: "it threw" })).toMatchObject({ reason: "it threw" });
});
