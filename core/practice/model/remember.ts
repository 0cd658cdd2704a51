/** A function of a text that keeps its last few answers: prompts return many times, and answers depend on nothing else. */
export function remember<T>(compute: (text: string) => T, size: number): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    const value = known ?? compute(text);
    // Re-inserted, so that the map's order is that of last use.
    kept.delete(text);
    kept.set(text, value);
    if (kept.size > size) kept.delete(kept.keys().next().value ?? "");
    return value;
  };
}
