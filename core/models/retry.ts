import { AppError } from "#core/base/app-error.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";

/** Resolves after the delay, or at once when the signal is aborted; it never rejects. */
export type Sleep = (delayMs: number, signal?: AbortSignal) => Promise<void>;

export type RetryEvent = {
  /** The attempt that failed; the first is 1. */
  readonly attempt: number;
  readonly error: AppError;
  /** How long is waited before the next one. */
  readonly delayMs: number;
};

/** How often one looks whether an endpoint has come up, at the least. */
const LOOK_AGAIN_MS = 5000;

export type RetryOptions = {
  /** All attempts together, the first included; 1 means no retry. */
  readonly attempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /**
   * The longest wait an endpoint may ask for, and all in all the longest that one is waited for which is only coming up.
   * One that asks for more has said that trying again is of no use.
   */
  readonly maxRetryAfterMs: number;
  /** Keyed by the call's path, so that a resumed session waits as the first did. */
  readonly random: RandomStream;
  readonly sleep: Sleep;
  /** Called before each wait, so that no attempt goes unrecorded. */
  readonly onRetry: (event: RetryEvent) => void;
};

/**
 * The first attempt that succeeds. Only an AppError that calls itself retryable is tried again; the last one is
 * thrown as it came. Exponential back-off with full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS, 2015):
 * uniform in [0, min(maxDelayMs, baseDelayMs · 2^(attempt − 1))), or what the endpoint asked for if that is longer. While
 * it says that it is coming up, attempts are no reason to give up, only time is [M32].
 * Throws AppError("cancelled") when the signal is aborted before an attempt or during a wait.
 */
export async function withRetry<T>(
  options: RetryOptions,
  attempt: (number: number) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const past: Past = { failures: 0, cameMs: 0 };
  for (let number = 1; ; number += 1) {
    throwIfCancelled(signal);
    try {
      return await attempt(number);
    } catch (error) {
      const delayMs = delayAfter(past, error, options);
      // An attempt that failed because of the cancellation may look like a broken connection.
      throwIfCancelled(signal);
      if (delayMs === null) throw error;
      options.onRetry({ attempt: number, error: error as AppError, delayMs });
      await options.sleep(delayMs, signal);
    }
  }
}

/** What was tried, and how long it was waited for an endpoint that was coming up. */
type Past = { failures: number; cameMs: number };

/** The wait after a failed attempt, or null when there is to be no other. */
function delayAfter(past: Past, error: unknown, options: RetryOptions): number | null {
  if (!(error instanceof AppError) || !error.retryable) return null;
  const { attempts, maxDelayMs, baseDelayMs, maxRetryAfterMs, random } = options;
  const askedMs = retryAfterMsOf(error) ?? 0;
  if (askedMs > maxRetryAfterMs) return null;
  const leftMs = maxRetryAfterMs - past.cameMs;
  if (isComing(error) && maxRetryAfterMs > 0) {
    if (leftMs <= 0) return null;
    const delayMs = Math.min(
      leftMs,
      Math.max(askedMs, Math.ceil(LOOK_AGAIN_MS * (0.2 + 0.8 * random.next()))),
    );
    past.cameMs += delayMs;
    return delayMs;
  }
  past.failures += 1;
  if (past.failures >= attempts) return null;
  const ceilingMs = Math.min(maxDelayMs, baseDelayMs * 2 ** (past.failures - 1));
  return Math.max(Math.floor(random.next() * ceilingMs), askedMs);
}

/** How long the endpoint asked to be left alone, in milliseconds, or null if it did not say. */
export function retryAfterMsOf({ cause }: AppError): number | null {
  if (typeof cause !== "object" || cause === null || !("retryAfterMs" in cause)) return null;
  return typeof cause.retryAfterMs === "number" ? cause.retryAfterMs : null;
}

/** Whether the endpoint says that it will be there. */
function isComing({ cause }: AppError): boolean {
  return typeof cause === "object" && cause !== null && "isComing" in cause && cause.isComing === true;
}

/** Throws AppError("cancelled") once the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
}
