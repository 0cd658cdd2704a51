/** Something that follows by itself after a while, unless somebody hurries it or stops it. It belongs to no component. */
export type Countdown = {
  readonly totalMs: number;
  /** Whole seconds that are left; 0 once it is over, however it ended. */
  readonly secondsLeft: () => number;
  readonly isOver: () => boolean;
  /** What follows follows now. */
  readonly goNow: () => void;
  /** Nothing follows. */
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
 * Starts counting at once. Only its own end, `goNow` and `stop` end it: neither a pointer, nor focus, nor leaving the
 * view, nor whatever draws it. A window in the background ticks late, and it is over at the first tick after its time.
 */
export function startCountdown(totalMs: number, onEnd: () => void, timers: Timers = WINDOW): Countdown {
  const endsAt = timers.now() + totalMs;
  const listeners = new Set<() => void>();
  let isOver = false;
  const finish = (follows: boolean): void => {
    if (isOver) return;
    isOver = true;
    clear();
    if (follows) onEnd();
    for (const listener of listeners) listener();
  };
  const clear = timers.every(TICK_MS, () => {
    if (timers.now() >= endsAt) finish(true);
    else for (const listener of listeners) listener();
  });
  return {
    totalMs,
    secondsLeft: () => (isOver ? 0 : Math.max(0, Math.ceil((endsAt - timers.now()) / 1000))),
    isOver: () => isOver,
    goNow: () => finish(true),
    stop: () => finish(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
