import type { Sleep } from "#core/models/retry.ts";

/** Notices when an endpoint says nothing for too long, or never comes to an end. The SDK's own timeout ends at the headers. */
export type SilenceWatch = {
  /** Aborted once the silence lasted too long, or the whole answer. */
  readonly signal: AbortSignal;
  /** Whether it was the whole that lasted too long. */
  readonly isEndless: () => boolean;
  /** Starts waiting for the endpoint. */
  readonly listen: () => void;
  /** It said something, or nobody is waiting any more: the consumer's own slowness is not the endpoint's silence. */
  readonly rest: () => void;
  /** The attempt is over: nothing is waited for. */
  readonly close: () => void;
};

export type SilenceLimits = {
  readonly timeoutMs: number;
  /** From now on, all in all. */
  readonly longestMs: number;
};

export function watchSilence({ timeoutMs, longestMs }: SilenceLimits, sleep: Sleep): SilenceWatch {
  const tooLong = new AbortController();
  const closed = new AbortController();
  let isEndless = false;
  let current = new AbortController();
  const wait = async (ended: AbortSignal): Promise<void> => {
    await sleep(timeoutMs, ended);
    if (!ended.aborted) tooLong.abort();
  };
  const waitForEnd = async (): Promise<void> => {
    await sleep(longestMs, closed.signal);
    if (closed.signal.aborted) return;
    isEndless = true;
    tooLong.abort();
  };
  void waitForEnd();
  return {
    signal: tooLong.signal,
    isEndless: () => isEndless,
    listen: () => {
      current = new AbortController();
      void wait(current.signal);
    },
    rest: () => current.abort(),
    close: () => {
      current.abort();
      closed.abort();
    },
  };
}
