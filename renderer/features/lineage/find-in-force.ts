import type { CommitDocument } from "#core/contract/shapes.ts";

type Known = Pick<CommitDocument, "id" | "parents" | "state">;

/**
 * The commits whose changes are in force at head; the others on its line were rolled back. History only grows, so going
 * back is a commit with the state of an earlier one: from head towards the beginning, such a commit leads to the first one
 * of its state, past everything between, and any other to its parent. O(n).
 *
 * `commits`: parents before children. `sameAs`: for a commit made by an undo, the commit it went back to, where
 * states differ only by what the undo had to archive.
 */
export function findInForce(
  commits: readonly Known[],
  head: string,
  sameAs: ReadonlyMap<string, string> = new Map(),
): ReadonlySet<string> {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const firstOf = new Map<string, string>();
  for (const { id, state } of commits) if (!firstOf.has(state)) firstOf.set(state, id);
  const inForce = new Set<string>();
  for (let commit = byId.get(head); commit !== undefined && !inForce.has(commit.id);) {
    inForce.add(commit.id);
    const source: string = sameAs.get(commit.id) ?? firstOf.get(commit.state) ?? commit.id;
    commit = byId.get(source === commit.id ? (commit.parents[0] ?? "") : source);
  }
  return inForce;
}
