/** The time that is left until something happens elsewhere. It belongs to no component. */
export type Countdown = {
  readonly totalMs: number;
  /** Whole seconds that are left; 0 once it is over, however it ended. */
  readonly secondsLeft: () => number;
  readonly isOver: () => boolean;
  /** Nothing is counted any more. */
  readonly stop: () => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Its clock, one that does not go back: the window's own, or a test's. */
export type Timers = {
  readonly now: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
};

const WINDOW: Timers = {
  now: () => performance.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

const TICK_MS = 250;

/**
 * Starts counting at once. Only its own end and `stop` end it: neither a pointer, nor focus, nor leaving the
 * view, nor whatever draws it. A window in the background ticks late, and it is over at the first tick after its time.
 */
export function startCountdown(totalMs: number, timers: Timers = WINDOW): Countdown {
  const endsAt = timers.now() + totalMs;
  const listeners = new Set<() => void>();
  let isOver = false;
  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    clear();
    for (const listener of listeners) listener();
  };
  const clear = timers.every(TICK_MS, () => {
    if (timers.now() >= endsAt) finish();
    else for (const listener of listeners) listener();
  });
  return {
    totalMs,
    secondsLeft: () => (isOver ? 0 : Math.max(0, Math.ceil((endsAt - timers.now()) / 1000))),
    isOver: () => isOver,
    stop: finish,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
