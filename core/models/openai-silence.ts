import type { Sleep } from "./retry.ts";

/** Notices when an endpoint says nothing for too long. The SDK's own timeout ends at the headers. */
export type SilenceWatch = {
  /** Aborted once the silence lasted too long. */
  readonly signal: AbortSignal;
  /** Starts waiting for the endpoint. */
  readonly listen: () => void;
  /** It said something, or nobody is waiting any more: the consumer's own slowness is not the endpoint's silence. */
  readonly rest: () => void;
};

export function watchSilence(timeoutMs: number, sleep: Sleep): SilenceWatch {
  const tooLong = new AbortController();
  let current = new AbortController();
  const wait = async (ended: AbortSignal): Promise<void> => {
    await sleep(timeoutMs, ended);
    if (!ended.aborted) tooLong.abort();
  };
  return {
    signal: tooLong.signal,
    listen: () => {
      current = new AbortController();
      void wait(current.signal);
    },
    rest: () => current.abort(),
  };
}
