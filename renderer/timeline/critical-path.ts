import { at, type SpanForest } from "./span-forest.ts";
import { firstDifference } from "#renderer/ui/first-difference.ts";

/**
 * Stretches of time in which the trace waited for exactly one span, in columns, latest stretch of a root first. Those of one
 * place hang together: `first` has the first of a place or -1, `next` the one after it.
 */
export type CriticalPath = {
  readonly place: Int32Array;
  readonly fromUs: Float64Array;
  readonly toUs: Float64Array;
  readonly first: Int32Array;
  readonly next: Int32Array;
};

/**
 * What decided how long each root took. Walks back from a span's end: the child that ended last
 * before the cursor held it up from its start to its end, what lies between is the span's own (as Jaeger and Tempo draw
 * it). Children that overlap the one chosen held up nothing. The stretches of a root are disjoint and add up to it.
 */
export function findCriticalPath(forest: SpanForest): CriticalPath {
  const walk = createWalk(forest);
  for (let root = 0; root < forest.size; root = at(forest.end, root)) walk.root(root);
  const { places, froms, tos } = walk;
  const first = new Int32Array(forest.size).fill(-1);
  const next = new Int32Array(places.length).fill(-1);
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index] ?? 0;
    next[index] = at(first, place);
    first[place] = index;
  }
  return {
    place: Int32Array.from(places),
    fromUs: Float64Array.from(froms),
    toUs: Float64Array.from(tos),
    first,
    next,
  };
}

/** Spans that are being gone through, the innermost last, each with the children that were not looked at yet. */
function createWalk(forest: SpanForest) {
  const [places, froms, tos]: [number[], number[], number[]] = [[], [], []];
  const frames = {
    place: [] as number[],
    startUs: [] as number[],
    limitUs: [] as number[],
    cursorUs: [] as number[],
  };
  // Children of all open frames, one frame's behind the other's, each list with the one that ends last at its end.
  const waiting = new Int32Array(forest.size);
  const base: number[] = [];
  let top = 0;
  const add = (place: number, fromUs: number, toUs: number): void => {
    if (toUs <= fromUs) return;
    places.push(place);
    froms.push(fromUs);
    tos.push(toUs);
  };
  const open = (place: number, startUs: number, endUs: number): void => {
    frames.place.push(place);
    frames.startUs.push(startUs);
    frames.limitUs.push(endUs);
    frames.cursorUs.push(endUs);
    base.push(top);
    top = listByEnd(forest, place, { list: waiting, from: top });
  };
  const close = (): void => {
    for (const column of Object.values(frames)) column.pop();
    top = base.pop() ?? 0;
  };
  const step = (): void => {
    const inner = frames.place.length - 1;
    const [place, startUs, limitUs, cursorUs] = [
      frames.place[inner] ?? 0,
      frames.startUs[inner] ?? 0,
      frames.limitUs[inner] ?? 0,
      frames.cursorUs[inner] ?? 0,
    ];
    if (top === base[inner]) {
      add(place, startUs, cursorUs);
      close();
      return;
    }
    top -= 1;
    const child = at(waiting, top);
    // A child that outlives its parent, or began before it, counts with what lies inside.
    const childStart = Math.max(startUs, at(forest.startUs, child));
    const childEnd = Math.min(limitUs, at(forest.endUs, child));
    // It reaches into what came after it: that waited for somebody else.
    if (childEnd > cursorUs || childEnd <= childStart) return;
    add(place, childEnd, cursorUs);
    frames.cursorUs[inner] = childStart;
    open(child, childStart, childEnd);
  };
  return {
    places,
    froms,
    tos,
    root: (place: number): void => {
      open(place, at(forest.startUs, place), at(forest.endUs, place));
      while (frames.place.length > 0) step();
    },
  };
}

type List = { readonly list: Int32Array; readonly from: number };

/** Writes a place's children into the list from there on, the one that ends last at the end; returns where they end. */
function listByEnd({ end, endUs }: SpanForest, place: number, { list, from }: List): number {
  let to = from;
  let isSorted = true;
  for (let child = place + 1; child < at(end, place); child = at(end, child)) {
    if (to > from && at(endUs, at(list, to - 1)) > at(endUs, child)) isSorted = false;
    list[to] = child;
    to += 1;
  }
  if (!isSorted) list.subarray(from, to).sort((a, b) => firstDifference(at(endUs, a) - at(endUs, b), a - b));
  return to;
}
