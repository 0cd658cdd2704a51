import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSpend, capExceeded, NO_SPEND, type Caps, type Spend } from "#core/domain/spend.ts";

const spend = fc.record({
  calls: fc.nat(1000),
  inputTokens: fc.nat(1e6),
  outputTokens: fc.nat(1e6),
  usd: fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null }),
});

describe("[B3] spend adds up, and unknown money stays unknown", () => {
  it("in any order and grouping, with nothing spent as its zero", () => {
    fc.assert(
      fc.property(spend, spend, spend, (a, b, c) => {
        expect(addSpend(addSpend(a, b), c)).toEqual(addSpend(c, addSpend(b, a)));
        expect(addSpend(a, NO_SPEND)).toEqual(a);
        expect(addSpend(a, b).usd === null).toBe(a.usd === null || b.usd === null);
      }),
    );
  });
});

it("calls whose tokens were counted, and calls of which only the reserve is known, add up each by itself", () => {
  const once = { ...NO_SPEND, calls: 3, countedCalls: 2, reservedCalls: 1 };
  expect(addSpend(once, once)).toEqual({ ...NO_SPEND, calls: 6, countedCalls: 4, reservedCalls: 2 });
});

describe("[B2] a cap is passed by what is more than it", () => {
  const spent: Spend = { calls: 10, inputTokens: 60, outputTokens: 40, usd: 2 };
  it.each<readonly [caps: Caps, spent: Spend, passed: string | null]>([
    [{}, spent, null],
    [{ maxCalls: 10, maxTokens: 100, maxUsd: 2 }, spent, null],
    [{ maxCalls: 9 }, spent, "calls"],
    [{ maxTokens: 99 }, spent, "tokens"],
    [{ maxUsd: 1.99 }, spent, "money"],
    [{ maxUsd: 1000 }, { ...spent, usd: null }, "money"],
    [{ maxCalls: 10 }, { ...spent, usd: null }, null],
    [{ maxCalls: 0 }, NO_SPEND, null],
  ])("caps %j: %j passes %s", (caps, sum, passed) => {
    expect(capExceeded(caps, sum)).toBe(passed);
  });
});
