import type { SpanRecord } from "#core/domain/run.ts";

/**
 * Spans in the order in which they began; of those that began at the same moment, as of a program that counts milliseconds,
 * what is above comes first. Of spans that are above each other none is above the other.
 */
export function inBeginOrder(records: readonly SpanRecord[]): readonly SpanRecord[] {
  const parents = new Map(records.map(({ span, parent }) => [span, parent]));
  const depths = new Map<string, number>();
  const depthOf = (span: string): number => {
    const path: string[] = [];
    let at: string | null = span;
    while (at !== null && !depths.has(at) && parents.has(at)) {
      depths.set(at, 0);
      path.push(at);
      at = parents.get(at) ?? null;
    }
    let depth = at === null ? -1 : (depths.get(at) ?? -1);
    for (const each of path.toReversed()) depths.set(each, (depth += 1));
    return depths.get(span) ?? 0;
  };
  return records.toSorted((a, b) =>
    a.startUs === b.startUs ? depthOf(a.span) - depthOf(b.span) : a.startUs - b.startUs,
  );
}
