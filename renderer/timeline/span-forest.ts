import { firstDifference } from "#renderer/ui/first-difference.ts";
/**
 * Spans as an outline, in columns. A *place* is a line of the fully open outline: depth first, siblings by start. The
 * spans under place p are those from p + 1 to end[p] - 1, so hiding them is one jump however deep they are.
 */
export type SpanForest = {
  readonly size: number;
  /** Row of the table at each place, and back. */
  readonly rowAt: Int32Array;
  readonly placeOf: Int32Array;
  /** By place: the parent's place, or -1. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** By place: which child of its parent it is, counted from 1, and how many children that has. */
  readonly nth: Int32Array;
  readonly siblings: Int32Array;
  /** By place: just past the last place below it. */
  readonly end: Int32Array;
  /** By place, in microseconds from the trace's beginning; an open span ends where the trace is now. */
  readonly startUs: Float64Array;
  readonly endUs: Float64Array;
  /** From the first start to the last end. */
  readonly fromUs: number;
  readonly toUs: number;
};

/** Columns of spans, a row for each in any order. */
export type SpanColumns = {
  /** Row of the parent, or -1. */
  readonly parents: ArrayLike<number>;
  readonly startUs: ArrayLike<number>;
  /** -1 while it is open. */
  readonly endUs: ArrayLike<number>;
};

/**
 * Orders spans into an outline, at any depth. A parent that is missing, or that a broken trace puts below its own
 * child, makes a root: no span is ever lost. `nowUs`: where open spans reach to.
 */
export function createForest(columns: SpanColumns, nowUs: number): SpanForest {
  const { startUs, endUs } = columns;
  const size = startUs.length;
  const { firstChild, nextSibling } = linkChildren(columns);
  const forest = {
    size,
    rowAt: new Int32Array(size),
    placeOf: new Int32Array(size).fill(-1),
    parent: new Int32Array(size),
    depth: new Int32Array(size),
    nth: new Int32Array(size),
    siblings: new Int32Array(size),
    end: new Int32Array(size),
    startUs: new Float64Array(size),
    endUs: new Float64Array(size),
  };
  let place = 0;
  // Its own stack, a trace may be nested deeper than the engine's; a span is on it once for each time it is a child: once.
  const stack = new Int32Array(size + 1);
  const parentPlace = new Int32Array(size).fill(-1);
  const visit = (root: number): void => {
    let depth = 1;
    stack[0] = root;
    while (depth > 0) {
      depth -= 1;
      const row = at(stack, depth);
      if (forest.placeOf[row] !== -1) continue;
      const parent = at(parentPlace, row);
      forest.rowAt[place] = row;
      forest.placeOf[row] = place;
      forest.parent[place] = parent;
      forest.depth[place] = parent === -1 ? 0 : at(forest.depth, parent) + 1;
      const start = startUs[row] ?? 0;
      const end = endUs[row] ?? -1;
      forest.startUs[place] = start;
      forest.endUs[place] = Math.max(start, end < 0 ? nowUs : end);
      const from = depth;
      for (let child = at(firstChild, row); child !== -1; child = at(nextSibling, child)) {
        if (forest.placeOf[child] !== -1) continue;
        parentPlace[child] = place;
        stack[depth] = child;
        depth += 1;
      }
      // On the stack in reverse, so that the first child is visited next.
      stack.subarray(from, depth).reverse();
      place += 1;
    }
  };
  for (let row = firstChild[size] ?? -1; row !== -1; row = nextSibling[row] ?? -1) visit(row);
  // What is left hangs on itself in a ring: one of each ring becomes a root.
  for (let row = 0; row < size; row += 1) if (forest.placeOf[row] === -1) visit(row);
  closeSubtrees(forest);
  countSiblings(forest);
  const [fromUs, toUs] = boundsOf(forest);
  return { ...forest, fromUs, toUs };
}

/** Children in order of start, as linked lists; the entry past the last row is that of the roots. */
function linkChildren({ parents, startUs }: SpanColumns) {
  const size = startUs.length;
  const firstChild = new Int32Array(size + 1).fill(-1);
  const nextSibling = new Int32Array(size).fill(-1);
  const byStart = orderByStart(startUs);
  // Backwards, so that each list comes out in order.
  for (let index = size - 1; index >= 0; index -= 1) {
    const row = at(byStart, index);
    const parent = parents[row] ?? -1;
    const list = parent < 0 || parent >= size || parent === row ? size : parent;
    nextSibling[row] = at(firstChild, list);
    firstChild[list] = row;
  }
  return { firstChild, nextSibling };
}

function orderByStart(startUs: ArrayLike<number>): Int32Array {
  const size = startUs.length;
  const order = new Int32Array(size);
  let isSorted = true;
  for (let row = 0; row < size; row += 1) {
    order[row] = row;
    if (row > 0 && (startUs[row - 1] ?? 0) > (startUs[row] ?? 0)) isSorted = false;
  }
  // Recorded spans come in this order; those of other programs may not.
  return isSorted
    ? order
    : order.sort((a, b) => firstDifference((startUs[a] ?? 0) - (startUs[b] ?? 0), a - b));
}

function closeSubtrees({ size, end, parent }: Pick<SpanForest, "size" | "end" | "parent">): void {
  for (let place = size - 1; place >= 0; place -= 1) {
    if (end[place] === 0) end[place] = place + 1;
    const above = at(parent, place);
    if (above !== -1) end[above] = Math.max(at(end, above), at(end, place));
  }
}

function countSiblings({
  size,
  parent,
  nth,
  siblings,
}: Pick<SpanForest, "size" | "parent" | "nth" | "siblings">): void {
  // The entry past the last place counts the roots.
  const children = new Int32Array(size + 1);
  const listOf = (place: number): number => (at(parent, place) === -1 ? size : at(parent, place));
  for (let place = 0; place < size; place += 1) {
    const list = listOf(place);
    children[list] = at(children, list) + 1;
    nth[place] = at(children, list);
  }
  for (let place = 0; place < size; place += 1) siblings[place] = at(children, listOf(place));
}

function boundsOf({
  size,
  startUs,
  endUs,
}: Pick<SpanForest, "size" | "startUs" | "endUs">): [number, number] {
  if (size === 0) return [0, 0];
  let from = Infinity;
  let to = -Infinity;
  for (let place = 0; place < size; place += 1) {
    from = Math.min(from, at(startUs, place));
    to = Math.max(to, at(endUs, place));
  }
  return [from, to];
}

/** Element of a typed array at an index that is in it. */
export function at(array: Int32Array | Float64Array | Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}
