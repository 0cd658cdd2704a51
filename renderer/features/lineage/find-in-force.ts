import type { CommitDocument } from "#core/contract/shapes.ts";

type Known = Pick<CommitDocument, "id" | "parents" | "state">;

/**
 * The commits whose changes are in force at head; the others on its line were rolled back. History only grows, so going
 * back is a commit with the state of an earlier one: commits of equal state are one point, a new state is a point after
 * its parent's, and in force is what lies on the path from head's point to the beginning. O(n).
 *
 * `commits`: parents before children. `sameAs`: for a commit made by an undo, the commit it went back to, where
 * states differ only by what the undo had to archive.
 */
export function findInForce(
  commits: readonly Known[],
  head: string,
  sameAs: ReadonlyMap<string, string> = new Map(),
): ReadonlySet<string> {
  const pointOf = new Map<string, number>();
  const byState = new Map<string, number>();
  const before: number[] = [];
  for (const { id, parents, state } of commits) {
    const parent = pointOf.get(parents[0] ?? "") ?? -1;
    const point = byState.get(state) ?? pointOf.get(sameAs.get(id) ?? "") ?? before.push(parent) - 1;
    pointOf.set(id, point);
    byState.set(state, point);
  }
  const path = new Set<number>();
  for (let point = pointOf.get(head) ?? -1; point >= 0; point = before[point] ?? -1) path.add(point);
  return new Set(commits.filter(({ id }) => path.has(pointOf.get(id) ?? -1)).map(({ id }) => id));
}
