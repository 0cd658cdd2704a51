/** Places for a history drawn from left to right: a column per generation, a lane per line of development. */

/** How the nodes of a history hang together, by their places in a list in which parents stand before children. */
export type LaneShape = {
  /** First parents; −1 where there is none. */
  readonly parents: Int32Array;
  /** Further parents, in pairs of a child and one of its parents, by child. */
  readonly merges: Int32Array;
};

export type Place = { readonly column: number; readonly lane: number };

export type LaneLayout = {
  /** By node. */
  readonly columnOf: Int32Array;
  readonly laneOf: Int32Array;
  readonly columns: number;
  readonly lanes: number;
};

/** Nodes of one lane that follow each other: its number for each node, and the columns it keeps busy, edges into others included. */
type Chains = { readonly of: Int32Array; readonly starts: number[]; readonly ends: number[] };

/**
 * Git's lanes: nodes are chained along first parents, the chain of `head` keeps the first lane, and each other chain takes
 * the first lane that is free over all its columns. O(n · lanes) time, where lanes is how many chains run side by side.
 *
 * `head`: a node, or −1 where none of them is it.
 */
export function layOutLanes(shape: LaneShape, head: number): LaneLayout {
  const columnOf = placeColumns(shape);
  const chains = chainNodes(shape, columnOf, head);
  extendOverEdges(shape, chains, columnOf);
  const lanes = assignLanes(chains, head < 0 ? -1 : (chains.of[head] ?? -1));
  const laneOf = chains.of.map((chain) => lanes[chain] ?? 0);
  return { columnOf, laneOf, columns: countUp(columnOf), lanes: countUp(laneOf) };
}

export function placeOf({ columnOf, laneOf }: LaneLayout, node: number): Place {
  return { column: columnOf[node] ?? 0, lane: laneOf[node] ?? 0 };
}

function placeColumns({ parents, merges }: LaneShape): Int32Array {
  const columns = new Int32Array(parents.length);
  let merge = 0;
  for (let node = 0; node < parents.length; node += 1) {
    const parent = parents[node] ?? -1;
    let column = parent < 0 ? 0 : (columns[parent] ?? 0) + 1;
    for (; merges[merge] === node; merge += 2) {
      column = Math.max(column, (columns[merges[merge + 1] ?? 0] ?? 0) + 1);
    }
    columns[node] = column;
  }
  return columns;
}

function chainNodes({ parents }: LaneShape, columns: Int32Array, head: number): Chains {
  const main = markMainLine(parents, head);
  const of = new Int32Array(parents.length);
  const isContinued = new Uint8Array(parents.length);
  const [starts, ends]: [number[], number[]] = [[], []];
  for (let node = 0; node < parents.length; node += 1) {
    const column = columns[node] ?? 0;
    const parent = parents[node] ?? -1;
    // A parent of the main line waits for its child there; any other goes on with its first child.
    const goesOn = parent >= 0 && isContinued[parent] === 0 && (main[node] === 1 || main[parent] === 0);
    if (goesOn) {
      const chain = of[parent] ?? 0;
      isContinued[parent] = 1;
      of[node] = chain;
      ends[chain] = Math.max(ends[chain] ?? 0, column);
    } else {
      of[node] = starts.length;
      starts.push(column);
      ends.push(column);
    }
  }
  return { of, starts, ends };
}

/** Head and its first parents: they stay on one straight line, whatever branches off. */
function markMainLine(parents: Int32Array, head: number): Uint8Array {
  const main = new Uint8Array(parents.length);
  for (let node = head; node >= 0; node = parents[node] ?? -1) main[node] = 1;
  return main;
}

/**
 * An edge into another chain runs along its parent's lane up to just before the child: the merged chain's, and that of a
 * first parent too, where what is merged puts the child further right.
 */
function extendOverEdges({ parents, merges }: LaneShape, { of, ends }: Chains, columns: Int32Array): void {
  const extend = (child: number, parent: number): void => {
    const chain = of[parent] ?? 0;
    if (chain !== of[child]) ends[chain] = Math.max(ends[chain] ?? 0, (columns[child] ?? 0) - 1);
  };
  for (let child = 0; child < parents.length; child += 1) {
    const parent = parents[child] ?? -1;
    if (parent >= 0) extend(child, parent);
  }
  for (let at = 0; at < merges.length; at += 2) extend(merges[at] ?? 0, merges[at + 1] ?? 0);
}

function assignLanes({ starts, ends }: Chains, first: number): readonly number[] {
  const lanes: number[] = [];
  // The main lane stays free of others: a branch beside it must not look like its beginning.
  const busyUntil: number[] = [-1];
  const others = starts.map((_, chain) => chain).filter((chain) => chain !== first);
  for (const chain of others.toSorted((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0))) {
    const start = starts[chain] ?? 0;
    const found = busyUntil.findIndex((end, lane) => lane > 0 && end < start);
    const lane = found === -1 ? Math.max(busyUntil.length, 1) : found;
    busyUntil[lane] = ends[chain] ?? 0;
    lanes[chain] = lane;
  }
  if (first >= 0) lanes[first] = 0;
  return lanes;
}

/** One more than the highest number; 0 for none. */
function countUp(numbers: Int32Array): number {
  let highest = -1;
  for (const number of numbers) if (number > highest) highest = number;
  return highest + 1;
}
