/**
 * What a store remembers of what it read and wrote. Everything in it is named by a hash of itself and never changes, so
 * what another process commits makes nothing of it wrong: it is asked for by names that are not known here yet. Only what
 * a transaction wrote that was then undone was never there, and so every failure forgets all [V13].
 */
export type Memory = {
  /** A part that holds about so much at most, by `weigh`; what was not asked for lately goes first. */
  readonly keep: <T>(most: number, weigh: (value: T) => number) => Kept<T>;
  readonly forget: () => void;
};

export type Kept<T> = {
  readonly find: (name: string) => T | undefined;
  readonly set: (name: string, value: T) => void;
  /** What is known by that name, or is read, and known from then on. */
  readonly recall: (name: string, read: () => T) => T;
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

/**
 * In two halves, so that asking for what is known moves nothing: what was set or asked for lately, and what was before. When
 * the first half is full it takes the place of the second, and what nobody asked for meanwhile is gone.
 */
function createKept<T>(most: number, weigh: (value: T) => number) {
  let lately = new Map<string, T>();
  let before = new Map<string, T>();
  let weight = 0;
  const set = (name: string, value: T): void => {
    const own = weigh(value);
    if (own > most) return;
    const replaced = lately.get(name);
    weight += own - (replaced === undefined ? 0 : weigh(replaced));
    lately.set(name, value);
    if (weight <= most / 2) return;
    before = lately;
    lately = new Map();
    weight = 0;
  };
  const find = (name: string): T | undefined => {
    const value = lately.get(name);
    if (value !== undefined) return value;
    const older = before.get(name);
    if (older !== undefined) set(name, older);
    return older;
  };
  const recall = (name: string, read: () => T): T => {
    const found = find(name);
    if (found !== undefined) return found;
    const value = read();
    set(name, value);
    return value;
  };
  const clear = (): void => {
    lately = new Map();
    before = new Map();
    weight = 0;
  };
  const kept: Kept<T> = { find, set, recall };
  return { kept, clear };
}
