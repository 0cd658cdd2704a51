/**
 * The part of the journal's path that tells the steps of an iteration's candidates apart. The first one's steps have the
 * paths that they had when there was one alone, so that older journals are walked through.
 */
export function partFor(place: number, part?: string): { readonly part?: string } {
  if (place === 1) return part === undefined ? {} : { part };
  return { part: `${part ?? "candidate"}-${place}` };
}
