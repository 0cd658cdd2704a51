import { at, type SpanForest } from "./span-forest.ts";

/**
 * Time that each span spent in no child: its duration less the union of its children's, which may overlap each other
 * and reach beyond it. Microseconds by place.
 */
export function measureSelfTimes(forest: SpanForest): Float64Array {
  const { size, parent, startUs, endUs } = forest;
  const self = new Float64Array(size);
  const coveredUntil = Float64Array.from(startUs);
  for (let place = 0; place < size; place += 1) {
    self[place] = at(self, place) + at(endUs, place) - at(startUs, place);
    const above = at(parent, place);
    if (above === -1) continue;
    // Children come in order of start, so what is covered grows to the right only.
    const from = Math.max(at(startUs, place), at(coveredUntil, above));
    const to = Math.min(at(endUs, place), at(endUs, above));
    if (to <= from) continue;
    self[above] = at(self, above) - (to - from);
    coveredUntil[above] = to;
  }
  return self;
}

/** How many spans below each one failed, at any depth: the badge of a collapsed line. */
export function countErrorsBelow(forest: SpanForest, hasFailed: (row: number) => boolean): Int32Array {
  const { size, parent, rowAt } = forest;
  const below = new Int32Array(size);
  for (let place = size - 1; place >= 0; place -= 1) {
    const above = at(parent, place);
    if (above !== -1)
      below[above] = at(below, above) + at(below, place) + (hasFailed(at(rowAt, place)) ? 1 : 0);
  }
  return below;
}

/** Of a span and everything below it; NaN money is unknown, -1 tokens mean that nothing called a model. */
export type UsageTotals = { readonly tokens: Float64Array; readonly usd: Float64Array };

/** By row; -1 tokens where a span told of none, NaN money where the price is unknown. */
export type Usage = { readonly tokens: ArrayLike<number>; readonly usd: ArrayLike<number> };

/** Adds up what model calls used, from the bottom. One unknown price makes every sum above it unknown. */
export function sumUsage(forest: SpanForest, usage: Usage): UsageTotals {
  const { size, parent, rowAt } = forest;
  const tokens = new Float64Array(size);
  const usd = new Float64Array(size);
  for (let place = 0; place < size; place += 1) {
    tokens[place] = usage.tokens[at(rowAt, place)] ?? -1;
    usd[place] = usage.usd[at(rowAt, place)] ?? 0;
  }
  for (let place = size - 1; place >= 0; place -= 1) {
    const above = at(parent, place);
    if (above === -1 || at(tokens, place) < 0) continue;
    tokens[above] = Math.max(0, at(tokens, above)) + at(tokens, place);
    usd[above] = at(usd, above) + at(usd, place);
  }
  return { tokens, usd };
}
