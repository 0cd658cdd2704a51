import { at, type SpanForest } from "./span-forest.ts";
import { firstDifference } from "#renderer/ui/first-difference.ts";
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
  const laneOf = (place: number): number => Math.min(at(forest.depth, place), most - 1);
  const counts: number[] = [];
  for (let place = 0; place < forest.size; place += 1)
    counts[laneOf(place)] = (counts[laneOf(place)] ?? 0) + 1;
  const lanes = counts.map((count) => new Int32Array(count));
  const filled = counts.map(() => 0);
  for (let place = 0; place < forest.size; place += 1) {
    const lane = laneOf(place);
    const index = filled[lane] ?? 0;
    const list = lanes[lane];
    if (list !== undefined) list[index] = place;
    filled[lane] = index + 1;
  }
  return lanes.map((lane) => createLane(forest, lane, colourOf));
}

function createLane(forest: SpanForest, places: Int32Array, colourOf: (place: number) => number): Lane {
  const byStart = sortByStart(forest, places);
  const startUs = new Float64Array(places.length);
  const endUs = new Float64Array(places.length);
  const reachUs = new Float64Array(places.length);
  const colour = new Uint8Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const place = at(byStart, index);
    startUs[index] = at(forest.startUs, place);
    endUs[index] = at(forest.endUs, place);
    reachUs[index] = index === 0 ? at(endUs, 0) : Math.max(at(endUs, index), at(reachUs, index - 1));
    colour[index] = colourOf(place);
  }
  return { startUs, endUs, reachUs, colour };
}

/** In place. Those of one depth mostly stand so already; a comparison for each of a million would be felt. */
function sortByStart({ startUs }: SpanForest, places: Int32Array): Int32Array {
  for (let index = 1; index < places.length; index += 1) {
    if (at(startUs, at(places, index - 1)) > at(startUs, at(places, index))) {
      return places.sort((a, b) => firstDifference(at(startUs, a) - at(startUs, b), a - b));
    }
  }
  return places;
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
