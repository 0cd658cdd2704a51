export type Room = {
  /** How many pieces of work go on at once. */
  readonly places: number;
  /** How far beyond the next outcome that is to be taken work may begin while that one is waited for; at least `places`. */
  readonly furthest: number;
  /** Whoever asked for it all. */
  readonly signal: AbortSignal;
  /** Called once the last outcome was taken. */
  readonly atEnd?: () => void;
};

/**
 * Does work in parallel and yields its outcomes strictly in order. The next piece begins as soon as any place is free: one
 * that is slow holds up its own turn and no other place. Outcomes that are early are held until their turn. While nobody
 * waits for one, no more begins than there are places for; after a failure nothing begins, and it is thrown at its turn.
 * Leaving early aborts what still goes on, and waits until it has ended. Outcomes come in their order
 * and in no other [A6].
 */
export async function* runInOrder<T, R>(
  items: readonly T[],
  work: (item: T, signal: AbortSignal) => Promise<R>,
  { places, furthest, signal, atEnd }: Room,
): AsyncGenerator<R> {
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const begun = new Map<number, Promise<R>>();
  const running = new Set<Promise<R>>();
  let next = 0;
  let taken = 0;
  let isWaiting = false;
  let isOver = false;

  const begin = (item: T): void => {
    const outcome = work(item, ended);
    begun.set(next, outcome);
    running.add(outcome);
    next += 1;
    const leave = (): void => {
      running.delete(outcome);
      fill();
    };
    // A failure is met when its turn comes; until then it must not count as unhandled.
    outcome.then(leave, () => {
      isOver = true;
      leave();
    });
  };
  const fill = (): void => {
    for (const item of items.slice(next, taken + (isWaiting ? furthest : places))) {
      if (isOver || running.size >= places) return;
      begin(item);
    }
  };
  try {
    while (taken < items.length) {
      isWaiting = true;
      fill();
      const first = begun.get(taken);
      if (first === undefined) return;
      const outcome = await first;
      isWaiting = false;
      begun.delete(taken);
      taken += 1;
      fill();
      yield outcome;
    }
    atEnd?.();
  } finally {
    isOver = true;
    left.abort();
    await Promise.allSettled(running);
  }
}
