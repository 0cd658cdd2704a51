import type { Ledger } from "./ledger.ts";
import type { Sleep } from "./retry.ts";

/** The cap on time as a signal: it binds while an answer drips in, not only before the next call [B11]. */
export type TimeWatch = {
  /** Aborted once the ledger's time is used up; null where it is not capped. */
  readonly signal: AbortSignal | null;
  /** Stops watching; call it, or a timer outlives the call. */
  readonly end: () => void;
};

export function watchTime({ leftMs }: Pick<Ledger, "leftMs">, sleep: Sleep): TimeWatch {
  if (leftMs() === null) return { signal: null, end: () => undefined };
  const over = new AbortController();
  const ended = new AbortController();
  const wait = async (): Promise<void> => {
    // A timer may come a little early, or its longest be too short: the ledger's clock decides.
    for (let left = leftMs(); left !== null && !ended.signal.aborted; left = leftMs()) {
      if (left <= 0) {
        over.abort();
        return;
      }
      await sleep(Math.min(left, LONGEST_TIMER_MS), ended.signal);
    }
  };
  void wait();
  return { signal: over.signal, end: () => ended.abort() };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;
