import fc from "fast-check";
import type { SpanColumns } from "#renderer/timeline/span-forest.ts";

/** Traces as the world makes them: any nesting, children that overlap and outlive their parents, open spans, no order. */
export const spanColumns: fc.Arbitrary<SpanColumns> = fc
  .array(
    fc.record({
      parent: fc.double({ min: 0, max: 0.999, noNaN: true }),
      startUs: fc.integer({ min: 0, max: 1000 }),
      durationUs: fc.integer({ min: -1, max: 400 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((spans) => ({
    // A tenth are roots; the others hang on any span before them.
    parents: spans.map(({ parent }, row) => (row === 0 || parent < 0.1 ? -1 : Math.floor(parent * row))),
    startUs: spans.map(({ startUs }) => startUs),
    endUs: spans.map(({ startUs, durationUs }) => (durationUs < 0 ? -1 : startUs + durationUs)),
  }));

export const NOW_US = 2000;

/** One root over a chain of so many spans, each inside the one before. */
export function chain(length: number): SpanColumns {
  return {
    parents: Array.from({ length }, (_, row) => row - 1),
    startUs: Array.from({ length }, (_, row) => row),
    endUs: Array.from({ length }, (_, row) => 4 * length - row),
  };
}
