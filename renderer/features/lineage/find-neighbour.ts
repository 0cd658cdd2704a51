import type { Lineage } from "./lineage.ts";

export type Direction = "older" | "newer" | "up" | "down";

/**
 * The node that an arrow key goes to: along the history to the parent or to the child that goes on in the same lane;
 * across it to the nearest node of the next lane that has one close by. Null where there is none. O(n).
 */
export function findNeighbour(
  { byId, ids, shape, layout }: Pick<Lineage, "byId" | "ids" | "shape" | "layout">,
  from: string,
  direction: Direction,
): string | null {
  const here = byId.get(from);
  if (here === undefined) return null;
  if (direction === "older") return here.parent;
  const { columnOf, laneOf } = layout;
  const [column, lane] = [columnOf[here.place] ?? 0, laneOf[here.place] ?? 0];
  if (direction === "newer") {
    const children = childrenOf(here.place, shape.parents);
    const next = children.find((child) => laneOf[child] === lane) ?? children[0];
    return next === undefined ? null : (ids[next] ?? null);
  }
  const step = direction === "up" ? -1 : 1;
  let best: { readonly node: number; readonly distance: number } | null = null;
  for (let node = 0; node < ids.length; node += 1) {
    const lanes = ((laneOf[node] ?? 0) - lane) * step;
    if (lanes <= 0) continue;
    // A lane further away counts more than any number of columns that fits on a screen.
    const distance = lanes * 1000 + Math.abs((columnOf[node] ?? 0) - column);
    if (best === null || distance < best.distance) best = { node, distance };
  }
  return best === null ? null : (ids[best.node] ?? null);
}

/** Where the history goes on to the right, by first parent. */
function childrenOf(parent: number, parents: Int32Array): readonly number[] {
  const children: number[] = [];
  for (let node = parents.indexOf(parent); node >= 0; node = parents.indexOf(parent, node + 1)) {
    children.push(node);
  }
  return children;
}
