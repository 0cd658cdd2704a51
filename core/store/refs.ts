import { AppError } from "#core/base/app-error.ts";
import type { Db } from "./db.ts";

export type Ref = { readonly name: string; readonly kind: "branch" | "tag"; readonly commit: string };

export type RefRow = { readonly name: string; readonly kind: Ref["kind"]; readonly commit_id: string };

/**
 * Branches and tags. The only code that knows the `ref` table. Which branch the workspace shows is none of its business:
 * whoever works on a branch is told which.
 */
export function createRefs(db: Db) {
  const upsert = db.prepare(
    `INSERT INTO ref (name, kind, commit_id) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET commit_id = excluded.commit_id`,
  );
  const select = db.prepare("SELECT * FROM ref WHERE name = ?");
  const all = db.prepare("SELECT * FROM ref ORDER BY name");
  const removeTag = db.prepare("DELETE FROM ref WHERE name = ? AND kind = 'tag'");

  const find = (name: string): Ref | null => {
    const row = select.get(name) as RefRow | undefined;
    return row === undefined ? null : toRef(row);
  };
  const list = (): readonly Ref[] => (all.all() as RefRow[]).map(toRef);
  const branches = (): readonly Ref[] => list().filter(({ kind }) => kind === "branch");
  const tags = (): readonly Ref[] => list().filter(({ kind }) => kind === "tag");
  return {
    /** Creates or moves a ref. Part of a durable transaction that also appends to the audit chain. */
    set: (ref: Ref): void => void upsert.run(ref.name, ref.kind, ref.commit),
    /** Takes a tag away; where it was stands in the audit chain. Part of such a transaction, too. */
    remove: (tag: string): void => void removeTag.run(tag),
    find,
    list,
    branches,
    tags,
    /** The newest commit of a branch. Throws not-found where there is no such branch. */
    headOf: (branch: string): string => {
      const ref = find(branch);
      if (ref?.kind === "branch") return ref.commit;
      const known = branches().map(({ name }) => name);
      throw new AppError("not-found", `There is no branch "${branch}".`, {
        hint: `There are: ${known.join(", ")}.`,
      });
    },
  };
}

export function toRef(row: RefRow): Ref {
  return { name: row.name, kind: row.kind, commit: row.commit_id };
}
