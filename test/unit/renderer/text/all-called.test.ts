import { expect, it } from "vitest";
import { allCalled } from "#renderer/text/all-called.ts";

const spend = { calls: 3, inputTokens: 20, outputTokens: 4, usd: 0.5, usdKnown: true };
const beyond = { calls: 2, inputTokens: 10, outputTokens: 1, usd: 0.25 };

it("[R24] caps are held against all that was called, not against what is counted", () => {
  expect(allCalled(spend)).toEqual({ calls: 3, tokens: 24, usd: 0.5 });
  expect(allCalled({ ...spend, beyond })).toEqual({ calls: 5, tokens: 35, usd: 0.75 });
});

it("money of which any part is unknown is unknown", () => {
  expect(allCalled({ ...spend, beyond: { ...beyond, usd: null } }).usd).toBe(null);
  expect(allCalled({ ...spend, usd: null, usdKnown: false }).usd).toBe(null);
});
