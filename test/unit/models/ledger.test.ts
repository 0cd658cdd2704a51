import { describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { NO_SPEND, type Caps, type Spend } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";

const ONE: Spend = { calls: 1, inputTokens: 100, outputTokens: 50, usd: 0.5 };

function open(caps: Caps, { spent = NO_SPEND, elapsedMs = 0, now = (): number => 0 } = {}) {
  return createLedger({ caps, spent, elapsedMs, clock: { now } });
}

function refusal(act: () => unknown): { readonly code: string; readonly cause: unknown } | null {
  try {
    act();
    return null;
  } catch (error) {
    const { code, cause } = error as AppError;
    return { code, cause };
  }
}

describe("reserving", () => {
  const CASES: readonly (readonly [cap: string, caps: Caps, worst: Spend, cause: string])[] = [
    ["calls", { maxCalls: 2 }, ONE, "calls"],
    ["tokens, of input and output together", { maxTokens: 449 }, ONE, "tokens"],
    ["money", { maxUsd: 1.4 }, ONE, "money"],
  ];

  it.each(CASES)(
    "a third call that could pass the cap on %s is refused, and named",
    (_cap, caps, worst, cause) => {
      const ledger = open(caps);
      ledger.reserve(worst);
      ledger.reserve(worst);
      expect(refusal(() => ledger.reserve(worst))).toEqual({ code: "budget-exhausted", cause });
    },
  );

  it("a cap may be reached exactly, and what was not used comes back", () => {
    const ledger = open({ maxCalls: 2, maxTokens: 300 });
    ledger.reserve(ONE).settle({ calls: 1, inputTokens: 10, outputTokens: 5, usd: 0 });
    expect(refusal(() => ledger.reserve(ONE))).toBeNull();
    expect(refusal(() => ledger.reserve(ONE))).toMatchObject({ cause: "calls" });
  });

  it("a reservation is settled once: settling it again changes nothing", () => {
    const ledger = open({});
    const reservation = ledger.reserve(ONE);
    reservation.settle(ONE);
    reservation.settle(ONE);
    expect(ledger.spent()).toEqual(ONE);
  });

  it("two equal reservations are two", () => {
    const ledger = open({ maxCalls: 2 });
    const [first] = [ledger.reserve(ONE), ledger.reserve(ONE)];
    first?.settle(ONE);
    expect(refusal(() => ledger.reserve(ONE))).toMatchObject({ cause: "calls" });
  });

  it("money that cannot be counted is refused under a cap on money, and spent without one", () => {
    const unknown = { ...ONE, usd: null };
    expect(refusal(() => open({ maxUsd: 10 }).reserve(unknown))?.code).toBe("price-unknown");
    const ledger = open({});
    ledger.reserve(unknown).settle(unknown);
    expect(ledger.spent().usd).toBeNull();
  });
});

describe("a second sitting", () => {
  it("begins with what earlier ones spent and used", () => {
    let now = 1_000_000;
    const ledger = open(
      { maxCalls: 3, maxSeconds: 5 },
      { spent: { ...ONE, calls: 2 }, elapsedMs: 4000, now: () => now },
    );
    ledger.reserve(ONE);
    expect(refusal(() => ledger.reserve(ONE))).toMatchObject({ cause: "calls" });
    now += 1000;
    expect(ledger.elapsedMs()).toBe(5000);
    expect(refusal(() => ledger.reserve(ONE))).toMatchObject({ cause: "time" });
  });

  it("counts a call whose end nobody saw", () => {
    const ledger = open({ maxCalls: 1 });
    ledger.charge(ONE);
    expect(refusal(() => ledger.reserve(ONE))).toMatchObject({ cause: "calls" });
  });
});
