import type { PatienceMs } from "#core/models/patience.ts";
import type { Sleep } from "#core/models/retry.ts";

/** Why an endpoint is not waited for any longer. */
export type Lateness = "silent" | "wordless" | "endless";

/**
 * Notices when an endpoint says nothing for too long, sends nothing but signs of life, or never comes to an end. The SDK's
 * own timeout ends at the headers [M33].
 */
export type SilenceWatch = {
  /** Aborted once one of them lasted too long. */
  readonly signal: AbortSignal;
  /** Which of them; null as long as it is waited for. */
  readonly lateness: () => Lateness | null;
  /** Starts waiting for the endpoint. */
  readonly listen: () => void;
  /** It sent something, or nobody is waiting any more: the consumer's own slowness is not the endpoint's silence. */
  readonly rest: () => void;
  /** What it sent were words of the answer, or of what the model thinks. */
  readonly hearWord: () => void;
  /** The attempt is over: nothing is waited for. */
  readonly close: () => void;
};

export type SilenceLimits = Pick<PatienceMs, "silenceMs" | "wordMs" | "answerMs">;

export function watchSilence({ silenceMs, wordMs, answerMs }: SilenceLimits, sleep: Sleep): SilenceWatch {
  const tooLong = new AbortController();
  let lateness: Lateness | null = null;
  const createTimer = (delayMs: number, late: Lateness) => {
    let current: AbortController | null = null;
    const wait = async (ended: AbortSignal): Promise<void> => {
      await sleep(delayMs, ended);
      if (ended.aborted) return;
      lateness ??= late;
      tooLong.abort();
    };
    return {
      /** Without effect where it runs. */
      start: (): void => {
        if (current !== null) return;
        current = new AbortController();
        void wait(current.signal);
      },
      stop: (): void => {
        current?.abort();
        current = null;
      },
    };
  };
  const silence = createTimer(silenceMs, "silent");
  const word = createTimer(wordMs, "wordless");
  const whole = createTimer(answerMs, "endless");
  whole.start();
  return {
    signal: tooLong.signal,
    lateness: () => lateness,
    listen: () => {
      silence.start();
      // It runs on over signs of life: only what has words in it is handed to a consumer, who may be slow.
      word.start();
    },
    rest: silence.stop,
    hearWord: word.stop,
    close: () => {
      for (const timer of [silence, word, whole]) timer.stop();
    },
  };
}
