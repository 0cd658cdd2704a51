import { describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { NO_SPEND, type Caps, type Spend } from "#core/domain/spend.ts";
import { createLedger, type Ledger, type Reservation } from "#core/models/ledger.ts";

const ONE: Spend = { calls: 1, inputTokens: 100, outputTokens: 50, usd: 0.5 };

const never = new AbortController().signal;

function open(
  caps: Caps,
  { spent = NO_SPEND, elapsedMs = 0, now = (): number => 0, mayCostUnknown = false } = {},
) {
  return createLedger({ caps, spent, elapsedMs, clock: { now }, mayCostUnknown });
}

async function reserve(ledger: Ledger, worst: Spend, signal = never): Promise<Reservation> {
  return ledger.reserve(worst, signal);
}

async function refusal(
  act: Promise<unknown>,
): Promise<{ readonly code: string; readonly cause: unknown } | null> {
  try {
    await act;
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
    "a third call that could pass the cap on %s is refused once both before it took all they might, and named",
    async (_cap, caps, worst, cause) => {
      const ledger = open(caps);
      const [first, second] = [await reserve(ledger, worst), await reserve(ledger, worst)];
      const third = refusal(reserve(ledger, worst));
      first.settle(worst);
      second.settle(worst);
      expect(await third).toEqual({ code: "budget-exhausted", cause });
    },
  );

  it("[B1] a call waits for what others only hold: their reservations come back, and a cap is not met before it is reached", async () => {
    const ledger = open({ maxTokens: 320 });
    const [first, second] = [await reserve(ledger, ONE), await reserve(ledger, ONE)];
    let isMade = false;
    const third = reserve(ledger, ONE).then((reservation) => {
      isMade = true;
      return reservation;
    });
    first.settle({ calls: 1, inputTokens: 5, outputTokens: 5, usd: 0 });
    expect(isMade).toBe(false);
    (await third).settle({ calls: 1, inputTokens: 5, outputTokens: 5, usd: 0 });
    second.settle({ calls: 1, inputTokens: 5, outputTokens: 5, usd: 0 });
    expect(ledger.spent()).toMatchObject({ calls: 3, inputTokens: 15, outputTokens: 15 });
  });

  it("whoever waits leaves when called off, and holds nothing", async () => {
    const ledger = open({ maxCalls: 1 });
    const first = await reserve(ledger, ONE);
    const stop = new AbortController();
    const second = refusal(reserve(ledger, ONE, stop.signal));
    stop.abort();
    expect((await second)?.code).toBe("cancelled");
    first.settle(NO_SPEND);
    expect(await refusal(reserve(ledger, ONE))).toBeNull();
  });

  it("a cap may be reached exactly, and what was not used comes back", async () => {
    const ledger = open({ maxCalls: 2, maxTokens: 300 });
    (await reserve(ledger, ONE)).settle({ calls: 1, inputTokens: 10, outputTokens: 5, usd: 0 });
    (await reserve(ledger, ONE)).settle(ONE);
    expect(await refusal(reserve(ledger, ONE))).toMatchObject({ cause: "calls" });
  });

  it("a reservation is settled once: settling it again changes nothing", async () => {
    const ledger = open({});
    const reservation = await reserve(ledger, ONE);
    reservation.settle(ONE);
    reservation.settle(ONE);
    expect(ledger.spent()).toEqual(ONE);
  });

  it("two equal reservations are two", async () => {
    const ledger = open({ maxCalls: 2 });
    const [first, second] = [await reserve(ledger, ONE), await reserve(ledger, ONE)];
    first.settle(ONE);
    const third = refusal(reserve(ledger, ONE));
    second.settle(ONE);
    expect(await third).toMatchObject({ cause: "calls" });
  });

  it.each<readonly [title: string, caps: Caps, mayCostUnknown: boolean, code: string | null]>([
    ["is refused", {}, false, "price-unknown"],
    ["is made once a person let it pass", {}, true, null],
    ["is refused under a cap on money even then", { maxUsd: 10 }, true, "price-unknown"],
  ])("[B6] a call whose price nobody knows %s", async (_title, caps, mayCostUnknown, code) => {
    const ledger = open(caps, { mayCostUnknown });
    const unknown = { ...ONE, usd: null };
    expect((await refusal(reserve(ledger, unknown)))?.code ?? null).toBe(code);
  });

  it("spend of an unknown price is unknown", async () => {
    const ledger = open({}, { mayCostUnknown: true });
    const unknown = { ...ONE, usd: null };
    (await reserve(ledger, unknown)).settle(unknown);
    expect(ledger.spent().usd).toBeNull();
  });
});

describe("a second sitting", () => {
  it("begins with what earlier ones spent and used", async () => {
    let now = 1_000_000;
    const ledger = open(
      { maxCalls: 3, maxSeconds: 5 },
      { spent: { ...ONE, calls: 2 }, elapsedMs: 4000, now: () => now },
    );
    (await reserve(ledger, ONE)).settle(ONE);
    expect(await refusal(reserve(ledger, ONE))).toMatchObject({ cause: "calls" });
    expect(ledger.leftMs()).toBe(1000);
    now += 1000.4;
    expect([ledger.elapsedMs(), ledger.leftMs()]).toEqual([5000, 0]);
    expect(await refusal(reserve(ledger, ONE))).toMatchObject({ cause: "time" });
  });

  it("counts a call whose end nobody saw", async () => {
    const ledger = open({ maxCalls: 1 });
    ledger.charge(ONE);
    expect(await refusal(reserve(ledger, ONE))).toMatchObject({ cause: "calls" });
  });
});
