import { AppError } from "#core/base/app-error.ts";
import { toRef, type createRefs, type Ref, type RefRow } from "./refs.ts";
import type { Db } from "./db.ts";

const KEY = "head-branch";

/**
 * The branch that the workspace shows, and where `head` is. It is a matter of who looks at the workspace: handlers and hosts
 * ask it, and tell those below, which work on a branch, which one. The only code that knows the `meta` table [S23].
 */
export function createHeadBranch(db: Db, refs: ReturnType<typeof createRefs>) {
  const get = db.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  // Both in one reading: each is a turn of locking the file. For `+?` see history.ts.
  const named = db.prepare("SELECT ref.* FROM meta JOIN ref ON ref.name = meta.value WHERE meta.key = +?");
  const put = db.prepare(
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const written = (): string | null => (get.get(KEY) as string | undefined) ?? null;
  const find = (): Ref => {
    const row = named.get(KEY) as RefRow | undefined;
    if (row !== undefined) return toRef(row);
    throw new AppError("workspace-damaged", "The workspace has no head commit: it was never finished.", {
      hint: "Move the folder away and make the workspace again.",
      way: "make-workspace",
    });
  };
  return {
    /** What is written down, whether there is such a branch or not; null for nothing. */
    written,
    name: (): string => find().name,
    /** The head commit; every workspace has one from its first moment. */
    commit: (): string => {
      const { kind, name, commit } = find();
      return kind === "branch" ? commit : refs.headOf(name);
    },
    /** Part of a durable transaction that also appends to the audit chain. */
    set: (branch: string): void => void put.run(KEY, branch),
  };
}
