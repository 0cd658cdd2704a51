import type { MemoryContent, MemoryRecord } from "#core/domain/content/memory.ts";

/**
 * The memory's records with the candidates added: what a proposal would set at `/records`. Nothing is written here.
 * Over `limits.maxRecords`, the least important leave, the older ones first among equals; the proposal shows them as
 * removed. Candidates whose id is taken are left out.
 */
export function addRecords(
  content: MemoryContent,
  candidates: readonly MemoryRecord[],
): readonly MemoryRecord[] {
  const known = new Set(content.records.map(({ id }) => id));
  const all = [...content.records, ...candidates.filter(({ id }) => !known.has(id))];
  const surplus = Math.max(0, all.length - content.limits.maxRecords);
  const leaving = new Set(all.toSorted((a, b) => a.importance - b.importance).slice(0, surplus));
  return all.filter((record) => !leaving.has(record));
}
