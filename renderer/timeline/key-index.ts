/** From a key of two numbers to its row, without an object for any: open addressing over one array, at most half full. */
export type KeyIndex = {
  /** Makes room for so many rows in all. */
  readonly reserve: (rows: number) => void;
  /** The row of a key; where it has none, `next` becomes it. */
  readonly take: (high: number, low: number, next: number) => number;
  /** The row, or -1. */
  readonly find: (high: number, low: number) => number;
};

/** `keys` has the two halves of the key of each row, and of the next one before it is taken. */
export function createKeyIndex(keys: () => Uint32Array): KeyIndex {
  // A row plus one; 0 is empty.
  let slots = new Int32Array(1024);
  const first = (high: number, low: number): number => {
    const mixed = Math.imul(high ^ Math.imul(low, 0x85ebca6b), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  };
  /** Where a key stands, or would. */
  const slotOf = (high: number, low: number): number => {
    const known = keys();
    let slot = first(high, low);
    for (let row = slots[slot] ?? 0; row !== 0; row = slots[slot] ?? 0) {
      if (known[2 * row - 2] === high && known[2 * row - 1] === low) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  return {
    reserve: (rows) => {
      if (2 * rows <= slots.length) return;
      const before = slots;
      const known = keys();
      slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows)));
      for (const row of before) {
        if (row !== 0) slots[slotOf(known[2 * row - 2] ?? 0, known[2 * row - 1] ?? 0)] = row;
      }
    },
    take: (high, low, next) => {
      const slot = slotOf(high, low);
      if (slots[slot] === 0) slots[slot] = next + 1;
      return (slots[slot] ?? 0) - 1;
    },
    find: (high, low) => (slots[slotOf(high, low)] ?? 0) - 1,
  };
}
