import { expect, it } from "vitest";
import { capUseOf, describeCapUse, refuseAtCap, refuseSpentCaps } from "#core/domain/cap-use.ts";
import type { Session } from "#core/domain/session.ts";

const spend = { calls: 2259, inputTokens: 900, outputTokens: 100, usd: 0.5 };
const use = capUseOf({ spend, elapsedMs: 29_120 });

const refused = (message: string) =>
  expect.objectContaining({ code: "budget-exhausted", message, way: "raise-cap" });

it.each([
  [{ maxCalls: 100 }, "The cap on calls is 100, but 2259 calls are used already."],
  [{ maxCalls: 2259 }, "The cap on calls is 2259, but 2259 calls are used already."],
  [{ maxSeconds: 20 }, "The cap on time is 20, but 29.1 seconds are used already."],
  [{ maxTokens: 1000, maxCalls: null }, "The cap on tokens is 1000, but 1000 tokens are used already."],
  [{ maxUsd: 0.25 }, "The cap on money is 0.25, but 0.5 USD are used already."],
])("[B16] caps %j, at or below what is spent, are refused with what is used", (caps, message) => {
  expect(() => refuseSpentCaps(caps, use)).toThrow(refused(message));
});

it.each([{}, { maxCalls: 2260 }, { maxCalls: null }, { maxSeconds: 30, maxTokens: 1001 }])(
  "[B16] caps %j leave something",
  (caps) => {
    expect(() => refuseSpentCaps(caps, use)).not.toThrow();
  },
);

it("[B16] money that nobody knows has used up no cap: the price is what is asked for", () => {
  const unknown = capUseOf({ spend: { ...spend, usd: null }, elapsedMs: 0 });
  expect(() => refuseSpentCaps({ maxUsd: 1 }, unknown)).not.toThrow();
  expect(describeCapUse({ maxUsd: 1 }, unknown)).toBe("an unknown part of 1 USD are used");
});

it("[B16] caps hold on all that was called, what no run took included", () => {
  const beyond = { paid: { ...spend, calls: 2300 }, ahead: [] };
  expect(capUseOf({ spend, beyond, elapsedMs: 0 }).maxCalls).toBe(2300);
});

const session = (by: "cap" | "paused", maxSeconds: number): Session =>
  ({
    ...{ id: "1", spend, elapsedMs: 29_120, config: { caps: { maxSeconds, maxCalls: 3000 } } },
    stopped: { by, detail: "" },
  }) as unknown as Session; // What else a session has is not asked.

it("[B16] a session does not go on at the cap that ended it", () => {
  expect(() => refuseAtCap(session("cap", 20))).toThrow(
    refused("Session 1 is at its cap: 2259 of 3000 calls are used, 29.1 of 20 seconds are used."),
  );
  expect(() => refuseAtCap(session("cap", 60))).not.toThrow();
  expect(() => refuseAtCap(session("paused", 20))).not.toThrow();
});
