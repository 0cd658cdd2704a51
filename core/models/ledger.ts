import { AppError } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import { addSpend, capExceeded, NO_SPEND, type CapKind, type Caps, type Spend } from "#core/domain/spend.ts";
import { throwIfCancelled } from "./retry.ts";

/**
 * One ledger for every model call of every role. Each call reserves its worst case before it is made and settles
 * what it really cost; a reservation that would pass a cap is refused, so caps hold even with calls in parallel [B1].
 */
export type Ledger = {
  /**
   * Waits while only what others hold at this moment is in the way: most of it comes back. Throws budget-exhausted
   * naming the cap, price-unknown for a call whose price nobody knows unless a person said that it may be made, and
   * cancelled once the signal is aborted [B1, B6].
   */
  readonly reserve: (worst: Spend, signal: AbortSignal) => Promise<Reservation>;
  /** Counts what was spent without a reservation: a call that was in flight when the process died. */
  readonly charge: (spend: Spend) => void;
  readonly spent: () => Spend;
  /** Whole milliseconds used, those of earlier sittings included. */
  readonly elapsedMs: () => number;
  /** Milliseconds until the cap on time is reached; null where time is not capped. */
  readonly leftMs: () => number | null;
  readonly caps: Caps;
};

export type Reservation = { readonly settle: (actual: Spend) => void };

export type LedgerOptions = {
  readonly caps: Caps;
  /** What earlier sittings of the same session spent. */
  readonly spent: Spend;
  /** Milliseconds used by earlier sittings. */
  readonly elapsedMs: number;
  /** One that does not go back: a wall clock that is set would lengthen or end the time there is [B11]. */
  readonly clock: Clock;
  /** A person said that calls may be made whose price is unknown. */
  readonly mayCostUnknown?: boolean;
};

export function createLedger(options: LedgerOptions): Ledger {
  const { caps, elapsedMs, clock, mayCostUnknown = false } = options;
  const startedAt = clock.now();
  const open = new Set<Spend>();
  let spent = options.spent;
  let change = Promise.withResolvers<void>();

  const usedMs = (): number => Math.max(0, Math.round(elapsedMs + clock.now() - startedAt));
  const held = (): Spend => [...open].reduce(addSpend, NO_SPEND);
  const leftMs = (): number | null =>
    caps.maxSeconds === undefined ? null : 1000 * caps.maxSeconds - usedMs();

  const hold = (worst: Spend): Reservation => {
    // A copy: two calls may reserve the same amount, even the same object.
    const amount = { ...worst };
    open.add(amount);
    return {
      settle: (actual) => {
        if (!open.delete(amount)) return;
        spent = addSpend(spent, actual);
        change.resolve();
        change = Promise.withResolvers();
      },
    };
  };
  return {
    caps,
    reserve: async (worst, signal) => {
      if (worst.usd === null && (caps.maxUsd !== undefined || !mayCostUnknown)) throw unknownPrice(caps);
      for (;;) {
        throwIfCancelled(signal);
        if ((leftMs() ?? 1) <= 0) throw exhausted("time");
        const cap = capExceeded(caps, addSpend(addSpend(spent, held()), worst));
        if (cap === null) return hold(worst);
        if (open.size === 0 || capExceeded(caps, addSpend(spent, worst)) !== null) throw exhausted(cap);
        await waitFor(change.promise, signal);
      }
    },
    charge: (spend) => {
      spent = addSpend(spent, spend);
    },
    spent: () => spent,
    elapsedMs: usedMs,
    leftMs,
  };
}

async function waitFor(change: Promise<void>, signal: AbortSignal): Promise<void> {
  const left = Promise.withResolvers<void>();
  const leave = (): void => left.resolve();
  signal.addEventListener("abort", leave, { once: true });
  await Promise.race([change, left.promise]);
  signal.removeEventListener("abort", leave);
}

/** Why a cap keeps a call from being made, or cut one off. */
export function exhausted(cap: CapKind): AppError {
  const why = cap === "time" ? "no call goes on beyond it" : "the next model call could pass it";
  return new AppError("budget-exhausted", `The cap on ${cap} is reached: ${why}.`, {
    hint: "Raise the cap and go on; everything finished is kept and paid only once.",
    cause: cap,
  });
}

function unknownPrice({ maxUsd }: Caps): AppError {
  if (maxUsd !== undefined) {
    return new AppError("price-unknown", "Money is capped, but this model's price is not known.", {
      hint: "Set a price for the model under `prices` in workspace.yaml, or cap tokens or calls instead of money.",
    });
  }
  return new AppError("price-unknown", "Nobody has said what this model costs.");
}
