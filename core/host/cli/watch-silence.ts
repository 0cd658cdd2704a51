export type SilenceWatch = {
  /** Something was heard: the silence begins anew. */
  readonly heard: () => void;
  readonly stop: () => void;
};

/** Tells how long nothing was heard, in whole seconds, every `everyMs` of a silence, until stopped. */
export function watchSilence(everyMs: number, tellSilence: (seconds: number) => void): SilenceWatch {
  let silentMs = 0;
  const timer = setInterval(() => {
    silentMs += everyMs;
    tellSilence(Math.round(silentMs / 1000));
  }, everyMs);
  return {
    heard: () => {
      silentMs = 0;
      timer.refresh();
    },
    stop: () => clearInterval(timer),
  };
}
