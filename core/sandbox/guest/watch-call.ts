import type { SandboxLimits } from "#core/sandbox/limits.ts";
import type { FailureKind } from "#core/sandbox/outcome.ts";

/** The process is of no more use, and its call has failed. */
export type GiveUp = (kind: FailureKind, message: string) => void;

type WatchedCall = {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly limits: SandboxLimits;
  /** Resolves when the process has started. */
  readonly ready: Promise<void>;
  readonly begin: () => void;
  /** Whoever waits is told that it is over. */
  readonly callOff: () => void;
  /** The process is told to be done with it. */
  readonly stop: () => void;
  readonly setFree: () => void;
  readonly giveUp: GiveUp;
};

/**
 * Begins the call once the process is ready, and gives the process up when the call is too late. One that is called off
 * is over at once; its process is kept if it is soon done with it, because starting another takes longer than most
 * calls do [T19]. Returns its own undo.
 */
export function watchCall(watched: WatchedCall): () => void {
  const { timeoutMs, signal, limits, ready, giveUp } = watched;
  let hasBegun = false;
  let isWatching = true;
  let timer = setTimeout(
    giveUp,
    limits.startTimeoutMs,
    "crashed",
    "the sandbox's process did not start in time",
  );
  const limit = (ms: number, kind: FailureKind, message: string): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, ms, kind, message);
  };
  const onAbort = (): void => {
    watched.callOff();
    if (!hasBegun) {
      isWatching = false;
      watched.setFree();
      return;
    }
    watched.stop();
    limit(limits.stopGraceMs, "cancelled", "it went on after it was cancelled");
    // Nobody waits for it: the program may end, and its processes with it [T11].
    timer.unref();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  void ready.then(() => {
    if (!isWatching) return;
    hasBegun = true;
    limit(timeoutMs + limits.killGraceMs, "timeout", `it ran longer than ${timeoutMs} ms`);
    watched.begin();
  });
  return () => {
    isWatching = false;
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  };
}
