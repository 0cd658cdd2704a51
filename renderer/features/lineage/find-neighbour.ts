import type { Lineage } from "./lineage.ts";

export type Direction = "older" | "newer" | "up" | "down";

/**
 * The node that an arrow key goes to: along the history to the parent or to the child that goes on in the same lane;
 * across it to the nearest node of the next lane that has one close by. Null where there is none.
 */
export function findNeighbour(
  { byId, childrenOf, layout }: Pick<Lineage, "byId" | "childrenOf" | "layout">,
  from: string,
  direction: Direction,
): string | null {
  const here = layout.places.get(from);
  if (here === undefined) return null;
  if (direction === "older") return byId.get(from)?.parents[0] ?? null;
  if (direction === "newer") {
    const children = childrenOf.get(from) ?? [];
    return children.find((id) => layout.places.get(id)?.lane === here.lane) ?? children[0] ?? null;
  }
  const step = direction === "up" ? -1 : 1;
  let best: { readonly id: string; readonly distance: number } | null = null;
  for (const [id, { column, lane }] of layout.places) {
    const lanes = (lane - here.lane) * step;
    if (lanes <= 0) continue;
    // A lane further away counts more than any number of columns that fits on a screen.
    const distance = lanes * 1000 + Math.abs(column - here.column);
    if (best === null || distance < best.distance) best = { id, distance };
  }
  return best?.id ?? null;
}
