import { expect, it } from "vitest";
import { changesOf, toDrafts } from "#renderer/features/settings/number-drafts.ts";

it("only fields that differ are sent: changed ones as numbers, emptied ones as null", () => {
  const saved = toDrafts(["maxUsd", "maxCalls", "maxTokens"], { maxUsd: 2, maxCalls: 0 });
  expect(saved).toEqual({ maxUsd: "2", maxCalls: "0", maxTokens: "" });
  expect(changesOf(saved, saved)).toEqual({});
  expect(changesOf(saved, { maxUsd: "2.5", maxCalls: "", maxTokens: " 800 " })).toEqual({
    maxUsd: 2.5,
    maxCalls: null,
    maxTokens: 800,
  });
});
