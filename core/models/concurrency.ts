import { assert } from "#core/base/assert.ts";
import { throwIfCancelled } from "./retry.ts";

/** Those who ask for places on one errand, a session for instance; told apart by being another object. */
type Party = object;

/**
 * At most so many holders at a time. Of one party first come, first served; of several that wait, each in turn, so that one
 * that asks for much does not have the others wait for all of it [S24].
 */
export interface Limiter {
  /**
   * Waits for a place and returns the function that gives it back; calling that twice does nothing more.
   * Throws AppError("cancelled") when the signal is aborted while waiting, and leaves the queue.
   */
  acquire(signal: AbortSignal, party?: Party): Promise<() => void>;
  /** From now on so many at a time: more begin at once, and of too many those that hold places keep them. */
  allow(most: number): void;
}

/** Stands for all who do not say who they are. */
const SOMEBODY: Party = {};

/** The same limiter for one party alone. */
export function inTurnOf(party: Party, limiter: Limiter): Limiter {
  return { ...limiter, acquire: async (signal) => limiter.acquire(signal, party) };
}

export function createLimiter(maxParallel: number): Limiter {
  const waiting = createTurns();
  let most = checked(maxParallel);
  let held = 0;

  const release = (): void => {
    const next = held > most ? null : waiting.next();
    if (next === null) held -= 1;
    // The place is handed over, not freed: otherwise a newcomer could overtake the queue.
    else next();
  };

  return {
    acquire: async (signal, party = SOMEBODY) => {
      throwIfCancelled(signal);
      if (held < most) held += 1;
      else await waitForTurn(waiting, party, signal);
      let isHeld = true;
      return () => {
        if (isHeld) release();
        isHeld = false;
      };
    },
    allow: (next) => {
      most = checked(next);
      while (held < most) {
        const waiter = waiting.next();
        if (waiter === null) return;
        held += 1;
        waiter();
      }
    },
  };
}

function checked(maxParallel: number): number {
  assert(Number.isInteger(maxParallel) && maxParallel >= 1, `a limit of ${maxParallel} parallel calls`);
  return maxParallel;
}

type Turns = ReturnType<typeof createTurns>;

/** Who waits, by party; the party whose turn is next stands first. */
function createTurns() {
  const parties = new Map<Party, Set<() => void>>();
  const leave = (party: Party, waiter: () => void): void => {
    const waiters = parties.get(party);
    waiters?.delete(waiter);
    if (waiters?.size === 0) parties.delete(party);
  };
  return {
    join: (party: Party, waiter: () => void): void => {
      parties.set(party, (parties.get(party) ?? new Set()).add(waiter));
    },
    leave,
    /** The one whose turn it is, who is to leave when told; its party goes to the end. Null where nobody waits. */
    next: (): (() => void) | null => {
      const [first] = parties;
      if (first === undefined) return null;
      const [party, waiters] = first;
      parties.delete(party);
      parties.set(party, waiters);
      const [waiter] = waiters;
      return waiter ?? null;
    },
  };
}

async function waitForTurn(waiting: Turns, party: Party, signal: AbortSignal): Promise<void> {
  const hasPlace = await new Promise<boolean>((resolve) => {
    const settle = (isTurn: boolean): void => {
      waiting.leave(party, takeTurn);
      signal.removeEventListener("abort", leave);
      resolve(isTurn);
    };
    const takeTurn = (): void => settle(true);
    const leave = (): void => settle(false);
    waiting.join(party, takeTurn);
    signal.addEventListener("abort", leave, { once: true });
  });
  // Only `leave` answers false, so the signal is aborted; a turn already taken is the caller's to give back.
  if (!hasPlace) throwIfCancelled(signal);
}

/**
 * Does the work in a place of its own: share one limiter between all that is asked of an endpoint. Retries belong
 * outside, so that a wait between two attempts holds no place.
 */
export async function withPlace<T>(
  limiter: Limiter,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const release = await limiter.acquire(signal);
  try {
    return await work();
  } finally {
    release();
  }
}
