import { at, type SpanForest } from "./span-forest.ts";

/** Places that are on screen when these are collapsed, in order. */
export function listVisiblePlaces({ size, end }: SpanForest, collapsed: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(size);
  let count = 0;
  for (let place = 0; place < size; place = collapsed.has(place) ? at(end, place) : place + 1) {
    visible[count] = place;
    count += 1;
  }
  return visible.subarray(0, count);
}

/** Where a place stands among the visible ones, or where its nearest visible ancestor does; -1 in an empty trace. */
export function findLine(visible: Int32Array, place: number): number {
  let low = 0;
  let high = visible.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (at(visible, middle) <= place) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}

export function hasChildren({ end }: SpanForest, place: number): boolean {
  return at(end, place) > place + 1;
}

/** Every place with something below it. */
export function listParents(forest: SpanForest): ReadonlySet<number> {
  const parents = new Set<number>();
  for (let place = 0; place < forest.size; place += 1) if (hasChildren(forest, place)) parents.add(place);
  return parents;
}

/** The collapsed places without those above this one, so that it shows. */
export function reveal(
  forest: SpanForest,
  collapsed: ReadonlySet<number>,
  place: number,
): ReadonlySet<number> {
  const open = new Set(collapsed);
  for (let above = at(forest.parent, place); above !== -1; above = at(forest.parent, above)) {
    open.delete(above);
  }
  return open;
}
