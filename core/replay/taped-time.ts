import type { Sleep } from "#core/models/retry.ts";

/** A time in which nothing passes: it is up when the tape says so, and until then nobody waits for anything. */
export type TapedTime = {
  /** For the run's clock. It ends by its signal, or when the time is up. */
  readonly sleep: Sleep;
  readonly endNow: () => void;
};

export function createTapedTime(): TapedTime {
  const up = Promise.withResolvers<void>();
  return {
    sleep: async (_delayMs, signal) => {
      const ended = Promise.withResolvers<void>();
      if (signal?.aborted === true) return;
      signal?.addEventListener("abort", () => ended.resolve(), { once: true });
      await Promise.race([up.promise, ended.promise]);
    },
    endNow: () => up.resolve(),
  };
}

/** Waits for the end of a run whose time is up: there is no other answer. */
export async function waitForEnd(signal: AbortSignal): Promise<never> {
  if (!signal.aborted)
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  throw signal.reason;
}
