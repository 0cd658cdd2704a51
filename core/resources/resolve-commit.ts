import { AppError } from "#core/base/app-error.ts";
import type { Store } from "#core/store/store.ts";

/**
 * The commit id that a person's writing stands for: `head`, which is this one, a branch or tag, a full id, a unique beginning of four or
 * more digits, and any of these followed by ~N, the Nth first parent. Throws not-found or ambiguous-id [V9].
 */
export function resolveCommit(store: Store, written: string, head: string): string {
  const [, base = written, steps] = /^(.+?)~(\d{1,6})$/.exec(written) ?? [];
  const id = store.commits.back(resolveBase(store, base, head), Number(steps ?? 0));
  if (id === null) throw notFound(written, "The history does not go back that far.");
  return id;
}

function resolveBase(store: Store, base: string, head: string): string {
  if (base.toLowerCase() === "head") return head;
  const ref = store.refs.find(base);
  if (ref !== null) return ref.commit;
  const prefix = base.toLowerCase();
  if (!/^[0-9a-f]{4,64}$/.test(prefix)) throw notFound(base, "Check how it is written.");
  const [first, second] = store.commits.withPrefix(prefix);
  if (first === undefined) throw notFound(base, "Check how it is written.");
  if (second !== undefined) {
    throw new AppError("ambiguous-id", `Several commits begin with ${base}.`, {
      hint: "Write more of the id.",
    });
  }
  return first;
}

function notFound(written: string, hint: string): AppError {
  return new AppError("not-found", `"${written}" names no commit.`, { hint, way: "list-commits" });
}
