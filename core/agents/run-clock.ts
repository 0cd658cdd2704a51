import type { Clock } from "#core/base/clock.ts";
import type { Sleep } from "#core/models/retry.ts";

/** A run's own time. It stands still while the run waits for others, so that their slowness is never its answer. */
export type RunClock = {
  /** Aborted once the time is used up. */
  readonly signal: AbortSignal;
  readonly pause: () => void;
  /** Nothing happens to one that goes. */
  readonly go: () => void;
  /** Pauses, and takes back what was counted since it last began to go. */
  readonly takeBack: () => void;
};

/** Nobody reads it; without one, each abort would make an error with its stack. */
const HALTED = "halted";

/** A clock that goes from the start; pause it at the end, or its timer outlives the run. */
export function startRunClock(
  limitMs: number,
  { clock, sleep }: { readonly clock: Clock; readonly sleep: Sleep },
): RunClock {
  const over = new AbortController();
  let leftMs = limitMs;
  let stretch: { readonly startedAt: number; readonly end: AbortController } | null = null;

  const wait = async (delayMs: number, ended: AbortSignal): Promise<void> => {
    await sleep(delayMs, ended);
    if (!ended.aborted) over.abort();
  };
  const go = (): void => {
    if (stretch !== null) return;
    stretch = { startedAt: clock.now(), end: new AbortController() };
    void wait(leftMs, stretch.end.signal);
  };
  /** How long the stretch was that ends here. */
  const halt = (): number => {
    if (stretch === null) return 0;
    const usedMs = clock.now() - stretch.startedAt;
    stretch.end.abort(HALTED);
    stretch = null;
    return usedMs;
  };
  go();
  return {
    signal: over.signal,
    go,
    pause: () => {
      leftMs = Math.max(0, leftMs - halt());
    },
    takeBack: () => void halt(),
  };
}
