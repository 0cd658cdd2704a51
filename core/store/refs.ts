import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Db } from "./db.ts";

export type Ref = { readonly name: string; readonly kind: "branch" | "tag"; readonly commit: string };

type RefRow = { readonly name: string; readonly kind: Ref["kind"]; readonly commit_id: string };

const HEAD_BRANCH = "head-branch";

/** Branches, tags, and which branch is the workspace's head. The only code that knows the `ref` table. */
export function createRefs(db: Db) {
  const upsert = db.prepare(
    `INSERT INTO ref (name, kind, commit_id) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET commit_id = excluded.commit_id`,
  );
  const select = db.prepare("SELECT * FROM ref WHERE name = ?");
  const all = db.prepare("SELECT * FROM ref ORDER BY name");
  const getMeta = db.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const setMeta = db.prepare(
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );

  const find = (name: string): Ref | null => {
    const row = select.get(name) as RefRow | undefined;
    return row === undefined ? null : toRef(row);
  };
  const headBranch = (): string | null => (getMeta.get(HEAD_BRANCH) as string | undefined) ?? null;
  return {
    /** Creates or moves a ref. Part of a durable transaction that also appends to the audit chain. */
    set: (ref: Ref): void => void upsert.run(ref.name, ref.kind, ref.commit),
    find,
    list: (): readonly Ref[] => (all.all() as RefRow[]).map(toRef),
    setHeadBranch: (name: string): void => void setMeta.run(HEAD_BRANCH, name),
    headBranch: (): string => assertDefined(headBranch(), "the head branch"),
    /** The head commit; every workspace has one from its first moment. */
    head: (): string => {
      const branch = headBranch();
      const ref = branch === null ? null : find(branch);
      if (ref === null) {
        throw new AppError("workspace-damaged", "The workspace has no head commit: it was never finished.", {
          hint: "Move the folder away and make the workspace again.",
          way: "make-workspace",
        });
      }
      return ref.commit;
    },
  };
}

function toRef(row: RefRow): Ref {
  return { name: row.name, kind: row.kind, commit: row.commit_id };
}
