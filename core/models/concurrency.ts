import { assert } from "#core/base/assert.ts";
import { throwIfCancelled } from "./retry.ts";

/** At most so many holders at a time, first come, first served. */
export interface Limiter {
  /**
   * Waits for a place and returns the function that gives it back; calling that twice does nothing more.
   * Throws AppError("cancelled") when the signal is aborted while waiting, and leaves the queue.
   */
  acquire(signal: AbortSignal): Promise<() => void>;
}

export function createLimiter(maxParallel: number): Limiter {
  assert(Number.isInteger(maxParallel) && maxParallel >= 1, `a limit of ${maxParallel} parallel calls`);
  const waiting = new Set<() => void>();
  let held = 0;

  const release = (): void => {
    const [next] = waiting;
    if (next === undefined) held -= 1;
    // The place is handed over, not freed: otherwise a newcomer could overtake the queue.
    else next();
  };

  return {
    acquire: async (signal) => {
      throwIfCancelled(signal);
      if (held < maxParallel) held += 1;
      else await waitForTurn(waiting, signal);
      let isHeld = true;
      return () => {
        if (isHeld) release();
        isHeld = false;
      };
    },
  };
}

async function waitForTurn(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  const hasPlace = await new Promise<boolean>((resolve) => {
    const settle = (isTurn: boolean): void => {
      waiting.delete(takeTurn);
      signal.removeEventListener("abort", leave);
      resolve(isTurn);
    };
    const takeTurn = (): void => settle(true);
    const leave = (): void => settle(false);
    waiting.add(takeTurn);
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
