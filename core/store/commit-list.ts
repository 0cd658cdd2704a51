import type { ResourceKey } from "#core/domain/resource.ts";
import type { Db } from "./db.ts";

export type CommitStep = { readonly id: string; readonly parent: string | null };

/** What is asked of all commits that there are, whatever their branch: of every one a column or two, and never the whole. */
export function createCommitList(db: Db) {
  const inOrder = db
    .prepare("SELECT id FROM commits WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq")
    .pluck();
  const ids = db.prepare("SELECT id FROM commits ORDER BY seq").pluck();
  const steps = db.prepare(
    `SELECT id, parent_id AS parent FROM commits
     LEFT JOIN commit_parent ON commit_id = id AND position = 0 ORDER BY seq`,
  );
  const everIn = db.prepare("SELECT DISTINCT to_version FROM change WHERE resource = ?").pluck();
  const touching = db.prepare("SELECT commit_id FROM change WHERE resource = ?").pluck();
  const states = db.prepare("SELECT id, state FROM commits ORDER BY seq");
  const last = db.prepare("SELECT coalesce(max(seq), 0) FROM commits").pluck();
  return {
    ids: (): readonly string[] => ids.all() as string[],
    /** Those of the commits that there are, in the order in which they were written. */
    inOrder: (commits: readonly string[]): readonly string[] =>
      inOrder.all(JSON.stringify(commits)) as string[],
    /** Every commit with its first parent, in the order in which they were written. */
    steps: (): readonly CommitStep[] => steps.all() as CommitStep[],
    /** The versions that any commit put in force of a resource. */
    versionsEver: (resource: ResourceKey): readonly string[] => everIn.all(resource) as string[],
    /** Every commit that changed one of the resources. */
    touching: (resources: Iterable<ResourceKey>): ReadonlySet<string> =>
      new Set([...resources].flatMap((resource) => touching.all(resource) as string[])),
    /** Every commit's state as it stands in the file, in order. */
    states: (): Iterable<{ readonly id: string; readonly state: string }> =>
      states.iterate() as Iterable<{ id: string; state: string }>,
    count: (): number => last.get() as number,
  };
}
