type Standing = { readonly span: string; readonly parent: string | null; readonly startUs: number };

/** Spans as a tree, by their places in what was given. */
export type Outline = {
  readonly roots: readonly number[];
  /** In the order of their starts; none for -1. */
  readonly children: (place: number) => readonly number[];
};

/**
 * What hangs on what. A parent that is missing, or that a broken trace puts below its own child, makes a root: no
 * span is ever lost, and none stands twice.
 */
export function toOutline(spans: readonly Standing[]): Outline {
  const placeOf = new Map(spans.map(({ span }, place) => [span, place]));
  const parents = spans.map(({ parent }, place) => {
    const above = parent === null ? undefined : placeOf.get(parent);
    return above === undefined || above === place ? -1 : above;
  });
  cutRings(parents);
  const children: number[][] = spans.map(() => []);
  const roots: number[] = [];
  const inOrder = spans
    .map(({ startUs }, place) => ({ startUs, place }))
    .sort((a, b) => a.startUs - b.startUs);
  for (const { place } of inOrder) (children[parents[place] ?? -1] ?? roots).push(place);
  return { roots, children: (place) => children[place] ?? [] };
}

/** Goes up from each span that nobody went by yet: who comes back to where this way began has found a ring. */
function cutRings(parents: number[]): void {
  const seenOn = new Int32Array(parents.length).fill(-1);
  for (let start = 0; start < parents.length; start += 1) {
    let place = start;
    let below = -1;
    while (place !== -1 && seenOn[place] === -1) {
      seenOn[place] = start;
      below = place;
      place = parents[place] ?? -1;
    }
    if (place !== -1 && below !== -1 && seenOn[place] === start) parents[below] = -1;
  }
}
