import { AppError } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import { addSpend, capExceeded, NO_SPEND, type CapName, type Caps, type Spend } from "#core/domain/spend.ts";

/**
 * One ledger for every model call of every role. Each call reserves its worst case before it is made and settles
 * what it really cost; a reservation that would pass a cap is refused, so caps hold even with calls in parallel.
 */
export type Ledger = {
  /** Throws budget-exhausted naming the cap, and price-unknown when money is capped but cannot be counted. */
  readonly reserve: (worst: Spend) => Reservation;
  /** Counts what was spent without a reservation: a call that was in flight when the process died. */
  readonly charge: (spend: Spend) => void;
  readonly spent: () => Spend;
  /** Milliseconds used, those of earlier sittings included. */
  readonly elapsedMs: () => number;
  readonly caps: Caps;
};

export type Reservation = { readonly settle: (actual: Spend) => void };

export type LedgerOptions = {
  readonly caps: Caps;
  /** What earlier sittings of the same session spent. */
  readonly spent: Spend;
  /** Milliseconds used by earlier sittings. */
  readonly elapsedMs: number;
  readonly clock: Clock;
};

export function createLedger({ caps, spent: before, elapsedMs, clock }: LedgerOptions): Ledger {
  const startedAt = clock.now();
  const open = new Set<Spend>();
  let spent = before;

  const usedMs = (): number => elapsedMs + clock.now() - startedAt;
  const held = (): Spend => [...open].reduce(addSpend, NO_SPEND);
  return {
    caps,
    reserve: (worst) => {
      if (caps.maxSeconds !== undefined && usedMs() >= 1000 * caps.maxSeconds) throw exhausted("time");
      if (caps.maxUsd !== undefined && worst.usd === null) throw unknownPrice();
      const cap = capExceeded(caps, addSpend(addSpend(spent, held()), worst));
      if (cap !== null) throw exhausted(cap);
      // A copy: two calls may reserve the same amount, even the same object.
      const amount = { ...worst };
      open.add(amount);
      return {
        settle: (actual) => {
          if (!open.delete(amount)) return;
          spent = addSpend(spent, actual);
        },
      };
    },
    charge: (spend) => {
      spent = addSpend(spent, spend);
    },
    spent: () => spent,
    elapsedMs: usedMs,
  };
}

/** A ledger without caps: it only counts. */
export function createUncappedLedger(clock: Clock): Ledger {
  return createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 0, clock });
}

function exhausted(cap: CapName): AppError {
  return new AppError(
    "budget-exhausted",
    `The cap on ${cap} is reached: the next model call could pass it.`,
    {
      hint: "Raise the cap and resume; everything finished is kept and paid only once.",
      cause: cap,
    },
  );
}

function unknownPrice(): AppError {
  return new AppError("price-unknown", "Money is capped, but this model's price is not known.", {
    hint: "Set a price for the model under `prices` in workspace.yaml, or cap tokens or calls instead of money.",
  });
}
