/** From a key of two numbers to its row, without an object for any: open addressing over one array, at most half full. */
export type KeyIndex = {
  /** Makes room for so many rows in all. */
  readonly reserve: (rows: number) => void;
  /** Adds a row whose key is not there yet. */
  readonly add: (row: number) => void;
  /** The row, or -1. */
  readonly find: (high: number, low: number) => number;
};

/** `keys` has the two halves of the key of each row that was added. */
export function createKeyIndex(keys: () => Uint32Array): KeyIndex {
  // A row plus one; 0 is empty.
  let slots = new Int32Array(1024);
  const first = (high: number, low: number): number => {
    const mixed = Math.imul(high ^ Math.imul(low, 0x85ebca6b), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  };
  const insert = (row: number): void => {
    let slot = first(keys()[2 * row] ?? 0, keys()[2 * row + 1] ?? 0);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = row + 1;
  };
  return {
    reserve: (rows) => {
      if (2 * rows <= slots.length) return;
      const before = slots;
      slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows)));
      for (const taken of before) if (taken !== 0) insert(taken - 1);
    },
    add: insert,
    find: (high, low) => {
      const known = keys();
      for (let slot = first(high, low); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
        const row = (slots[slot] ?? 0) - 1;
        if (known[2 * row] === high && known[2 * row + 1] === low) return row;
      }
      return -1;
    },
  };
}
