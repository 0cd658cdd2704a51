/**
 * What a store remembers of what it read and wrote. Everything in it is named by a hash of itself and never changes, so
 * what another process commits makes nothing of it wrong: it is asked for by names that are not known here yet. Only what
 * a transaction wrote that was then undone was never there, and so every failure forgets all [V13].
 */
export type Memory = {
  /** A part that holds at most so much, by `weigh`; what was not asked for the longest goes first. */
  readonly keep: <T>(most: number, weigh: (value: T) => number) => Kept<T>;
  readonly forget: () => void;
};

export type Kept<T> = {
  readonly find: (name: string) => T | undefined;
  readonly set: (name: string, value: T) => void;
};

export function createMemory(): Memory {
  const parts: (() => void)[] = [];
  return {
    keep: (most, weigh) => {
      const { kept, clear } = createKept(most, weigh);
      parts.push(clear);
      return kept;
    },
    forget: () => {
      for (const clear of parts) clear();
    },
  };
}

function createKept<T>(most: number, weigh: (value: T) => number) {
  const values = new Map<string, T>();
  let weight = 0;
  const drop = (name: string, value: T): void => {
    values.delete(name);
    weight -= weigh(value);
  };
  const kept: Kept<T> = {
    find: (name) => {
      const value = values.get(name);
      if (value === undefined) return undefined;
      // A map keeps its entries in order: the first is the one that was not asked for the longest.
      values.delete(name);
      values.set(name, value);
      return value;
    },
    set: (name, value) => {
      const old = values.get(name);
      if (old !== undefined) drop(name, old);
      values.set(name, value);
      weight += weigh(value);
      for (const [oldest, each] of values) {
        if (weight <= most) break;
        drop(oldest, each);
      }
    },
  };
  const clear = (): void => {
    values.clear();
    weight = 0;
  };
  return { kept, clear };
}
