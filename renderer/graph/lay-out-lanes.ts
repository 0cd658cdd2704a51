/** Places for a history drawn from left to right: a column per generation, a lane per line of development. */

export type LaneNode = { readonly id: string; readonly parents: readonly string[] };

export type Place = { readonly column: number; readonly lane: number };

export type LaneLayout = {
  readonly places: ReadonlyMap<string, Place>;
  readonly columns: number;
  readonly lanes: number;
};

/** Nodes of one lane that follow each other, and the columns they keep busy, merge edges included. */
type Chain = { readonly nodes: string[]; start: number; end: number };

/**
 * Git's lanes: nodes are chained along first parents, the chain of `head` keeps the first lane, and each other chain takes
 * the first lane that is free over all its columns. O(n · lanes) time, where lanes is how many chains run side by side.
 *
 * `nodes`: parents before children; a parent that is not among them is ignored.
 */
export function layOutLanes(nodes: readonly LaneNode[], head: string): LaneLayout {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = placeColumns(nodes);
  const chains = chainNodes(nodes, mainLine(byId, head), columns);
  extendOverMerges(nodes, chains, columns);
  const lanes = assignLanes([...new Set(chains.values())], chains.get(head));
  const places = new Map(
    nodes.map(({ id }): [string, Place] => {
      const chain = chains.get(id);
      return [id, { column: columns.get(id) ?? 0, lane: chain === undefined ? 0 : (lanes.get(chain) ?? 0) }];
    }),
  );
  return {
    places,
    columns: countUp(columns),
    lanes: countUp(lanes),
  };
}

function placeColumns(nodes: readonly LaneNode[]): Map<string, number> {
  const columns = new Map<string, number>();
  for (const { id, parents } of nodes) {
    let column = 0;
    for (const parent of parents) column = Math.max(column, (columns.get(parent) ?? -1) + 1);
    columns.set(id, column);
  }
  return columns;
}

/** Head and its first parents: they stay on one straight line, whatever branches off. */
function mainLine(byId: ReadonlyMap<string, LaneNode>, head: string): ReadonlySet<string> {
  const line = new Set<string>();
  for (let node = byId.get(head); node !== undefined; node = byId.get(node.parents[0] ?? "")) {
    line.add(node.id);
  }
  return line;
}

function chainNodes(
  nodes: readonly LaneNode[],
  main: ReadonlySet<string>,
  columns: ReadonlyMap<string, number>,
): Map<string, Chain> {
  const chains = new Map<string, Chain>();
  const continued = new Set<string>();
  for (const { id, parents } of nodes) {
    const column = columns.get(id) ?? 0;
    const [parent] = parents;
    const chain = parent === undefined ? undefined : chains.get(parent);
    // A parent of the main line waits for its child there; any other goes on with its first child.
    const goesOn = parent !== undefined && !continued.has(parent) && (main.has(id) || !main.has(parent));
    if (chain !== undefined && goesOn) {
      continued.add(parent ?? "");
      chain.nodes.push(id);
      chain.end = Math.max(chain.end, column);
      chains.set(id, chain);
    } else chains.set(id, { nodes: [id], start: column, end: column });
  }
  return chains;
}

/** A merge's edge runs along the merged chain's lane up to just before the merge. */
function extendOverMerges(
  nodes: readonly LaneNode[],
  chains: ReadonlyMap<string, Chain>,
  columns: ReadonlyMap<string, number>,
): void {
  for (const { id, parents } of nodes) {
    for (const parent of parents.slice(1)) {
      const chain = chains.get(parent);
      if (chain !== undefined && chain !== chains.get(id)) {
        chain.end = Math.max(chain.end, (columns.get(id) ?? 0) - 1);
      }
    }
  }
}

function assignLanes(chains: readonly Chain[], first: Chain | undefined): Map<Chain, number> {
  const lanes = new Map<Chain, number>();
  const busyUntil: number[] = [];
  const ordered = chains.toSorted((a, b) => (a === first ? -1 : b === first ? 1 : a.start - b.start));
  for (const chain of ordered) {
    // The main lane stays free of others: a branch beside it must not look like its beginning.
    const found = busyUntil.findIndex((end, lane) => lane > 0 && end < chain.start);
    const lane = chain === first ? 0 : found === -1 ? Math.max(busyUntil.length, 1) : found;
    busyUntil[0] ??= -1;
    busyUntil[lane] = chain.end;
    lanes.set(chain, lane);
  }
  return lanes;
}

/** One more than the highest number; 0 for none. */
function countUp(numbers: ReadonlyMap<unknown, number>): number {
  let count = 0;
  for (const number of numbers.values()) count = Math.max(count, number + 1);
  return count;
}
