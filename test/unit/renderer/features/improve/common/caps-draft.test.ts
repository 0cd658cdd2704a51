import { expect, it } from "vitest";
import { capsUsedBy, hasSpentCap, isSpent, toDraft } from "#renderer/features/improve/common/caps-draft.ts";

const spend = {
  ...{ calls: 290, inputTokens: 900, outputTokens: 100, usd: 0.5, usdKnown: true },
  beyond: { calls: 10, inputTokens: 50, outputTokens: 5, usd: 0.1 },
};
const used = capsUsedBy({ spend, elapsedMs: 90_000 });

it("[R24] what is used of a cap is all that was called, in the unit of its field", () => {
  expect(used).toEqual({ maxCalls: 300, maxTokens: 1055, maxUsd: 0.6, maxMinutes: 1.5 });
});

it("[B16] a cap that ended a session is refused at its field until it leaves something", () => {
  expect([299, 300, 301, ""].map((cap) => isSpent(cap, used.maxCalls))).toEqual([true, true, false, false]);
  expect(isSpent(1, null)).toBe(false);
  expect(hasSpentCap(toDraft({ maxCalls: 300 }), used)).toBe(true);
  expect(hasSpentCap(toDraft({ maxSeconds: 90 }), used)).toBe(true);
  expect(hasSpentCap(toDraft({ maxCalls: 400, maxUsd: 1 }), used)).toBe(false);
});
