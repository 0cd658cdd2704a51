import { at, type SpanForest } from "./span-forest.ts";
import type { TimeWindow } from "./time-window.ts";

/** Spans of one depth, by start: the columns that a line of the overview is painted from. */
export type Lane = {
  readonly startUs: Float64Array;
  readonly endUs: Float64Array;
  /** The latest end up to here: it only grows, so it can be searched. */
  readonly reachUs: Float64Array;
  readonly colour: Uint8Array;
};

/** One lane per depth; what is deeper than the last lane shares it. `colourOf` gives a place's colour number. */
export function createLanes(
  forest: SpanForest,
  { most, colourOf }: { readonly most: number; readonly colourOf: (place: number) => number },
): readonly Lane[] {
  const places: number[][] = [];
  for (let place = 0; place < forest.size; place += 1) {
    const depth = Math.min(at(forest.depth, place), most - 1);
    (places[depth] ??= []).push(place);
  }
  return places.map((lane) => createLane(forest, lane, colourOf));
}

function createLane(forest: SpanForest, places: number[], colourOf: (place: number) => number): Lane {
  const byStart = places.toSorted((a, b) => at(forest.startUs, a) - at(forest.startUs, b));
  const endUs = Float64Array.from(byStart, (place) => at(forest.endUs, place));
  const reachUs = Float64Array.from(endUs);
  for (let index = 1; index < reachUs.length; index += 1) {
    reachUs[index] = Math.max(at(reachUs, index), at(reachUs, index - 1));
  }
  return {
    startUs: Float64Array.from(byStart, (place) => at(forest.startUs, place)),
    endUs,
    reachUs,
    colour: Uint8Array.from(byStart, colourOf),
  };
}

/**
 * Paints a lane into one line of pixels, which hold colour numbers plus one; 0 stays empty. Spans that share a pixel are
 * not looked at one by one: the next that can show is found by binary search, so a million cost about as much as a
 * thousand.
 */
export function paintLane(lane: Lane, { fromUs, toUs }: TimeWindow, pixels: Uint8Array): void {
  const { startUs, endUs, reachUs, colour } = lane;
  const width = pixels.length;
  const usPerPx = (toUs - fromUs) / width;
  let painted = 0;
  let index = firstAtOrAbove(reachUs, fromUs, 0);
  while (index < startUs.length && at(startUs, index) <= toUs && painted < width) {
    const first = Math.floor((at(startUs, index) - fromUs) / usPerPx);
    const last = Math.min(width, Math.max(first + 1, Math.ceil((at(endUs, index) - fromUs) / usPerPx)));
    for (let pixel = Math.max(painted, first); pixel < last; pixel += 1) {
      pixels[pixel] = at(colour, index) + 1;
    }
    painted = Math.max(painted, last);
    // Whatever neither begins nor reaches beyond what is painted cannot show.
    const edgeUs = fromUs + painted * usPerPx;
    const reaching = firstAbove(reachUs, edgeUs, index + 1);
    index = Math.min(reaching, firstAtOrAbove(startUs, edgeUs, index + 1));
  }
}

/** First index from `low` on whose value is above the limit; the values only grow. */
function firstAbove(values: Float64Array, limit: number, low: number): number {
  return search(values, low, (value) => value > limit);
}

function firstAtOrAbove(values: Float64Array, limit: number, low: number): number {
  return search(values, low, (value) => value >= limit);
}

function search(values: Float64Array, from: number, isFound: (value: number) => boolean): number {
  let low = from;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFound(at(values, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
