export type Turns = {
  /** Does this when what was begun before under the same name has ended, well or not. */
  readonly take: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** What is under way. */
  readonly pending: () => readonly Promise<unknown>[];
};

/** One thing at a time under each name: a folder that is being let go of is opened only after that. */
export function createTurns(): Turns {
  const busy = new Map<string, Promise<unknown>>();
  return {
    take: async (name, work) => {
      const before = busy.get(name);
      const now = (async () => {
        await before?.catch(() => undefined); // Told by whoever began it.
        return await work();
      })();
      busy.set(name, now);
      try {
        return await now;
      } finally {
        if (busy.get(name) === now) busy.delete(name);
      }
    },
    pending: () => [...busy.values()],
  };
}
