import type { Blobs } from "./blobs.ts";
import type { Db } from "./db.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { createSealedInsert } from "./sealed-insert.ts";

type Kept = { readonly version: string; readonly files: readonly ResourceFile[]; readonly at: number };
type SourceRow = { readonly path: string; readonly text: string };

/**
 * The files that versions were brought in with, letter for letter. The only code that knows the `source` table.
 * Append-only: other files for the same version are its next revision [S54].
 */
export function createSources(db: Db, blobs: Blobs) {
  const insert = createSealedInsert(db, "source");
  const last = db.prepare("SELECT coalesce(max(seq), 0) FROM source").pluck();
  const newest = db.prepare("SELECT max(revision) FROM source WHERE version = ?").pluck();
  const select = db.prepare("SELECT path, text FROM source WHERE version = ? AND revision = ? ORDER BY path");

  const filesOf = (version: string): readonly ResourceFile[] | null => {
    const revision = newest.get(version) as number | null;
    if (revision === null) return null;
    const rows = select.all(version, revision) as SourceRow[];
    return rows.map(({ path, text }) => ({ path, text: blobs.get(text) }));
  };
  return {
    /** False where the newest files of the version are these. The version is stored before. */
    keep: ({ version, files, at }: Kept): boolean => {
      const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
      const before = filesOf(version);
      if (before !== null && isSame(before, sorted)) return false;
      const revision = ((newest.get(version) as number | null) ?? 0) + 1;
      for (const { path, text } of sorted) {
        const seq = (last.get() as number) + 1;
        insert({ seq, version, revision, path, text: blobs.put(text), at });
      }
      return true;
    },
    /** The newest files of a version, by path; null where it was not brought in by files. */
    of: filesOf,
  };
}

function isSame(a: readonly ResourceFile[], b: readonly ResourceFile[]): boolean {
  return (
    a.length === b.length && a.every(({ path, text }, at) => path === b[at]?.path && text === b[at].text)
  );
}
