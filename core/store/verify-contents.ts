import type { Blobs } from "./blobs.ts";
import { compare, guarded, type BrokenLink } from "./broken-link.ts";
import type { Db } from "./db.ts";
import { parseStored } from "./stored-text.ts";
import { searchText, toVersion, type VersionRow } from "./versions.ts";

type ContentRow = {
  readonly hash: string;
  readonly encoding: string;
  readonly size: number;
  readonly bytes: Buffer;
  readonly kind: VersionRow["kind"] | null;
  readonly name: string | null;
};

/** How many there are of each; counted as they are checked. */
export type ContentCounts = { blobs: number; versions: number };

/**
 * Every blob against its hash, and what is a version also against its row and the text by which it is found: each is
 * unfolded once. Yields the first thing that does not hold of each, or null.
 */
export function* checkContents(db: Db, blobs: Blobs, checked: ContentCounts): Generator<BrokenLink | null> {
  const texts = db.prepare("SELECT version, body FROM version_text").raw();
  const searched = new Map(texts.iterate() as Iterable<[string, string]>);
  const rows = db.prepare(
    `SELECT blob.*, version.kind, version.name FROM blob LEFT JOIN version ON version.id = hash ORDER BY hash`,
  );
  for (const row of rows.iterate() as Iterable<ContentRow>) {
    const { hash, kind, name } = row;
    checked.blobs += 1;
    const got = blobs.rehashRow(row);
    yield compare({ table: "blob", id: hash, expected: hash, got: got.hash });
    if (kind === null || name === null) continue;
    checked.versions += 1;
    yield guarded({ table: "version", id: hash }, () =>
      checkVersion({ id: hash, kind, name }, got.text, searched.get(hash)),
    );
  }
  const lost = db.prepare("SELECT id FROM version WHERE id NOT IN (SELECT hash FROM blob) LIMIT 1").pluck();
  const id = lost.get() as string | undefined;
  if (id !== undefined) yield { table: "version", id, expected: "its content", got: "missing" };
  const expected = String(checked.versions);
  yield compare({ table: "version_text", id: "rows", expected, got: String(searched.size) });
}

/** A version's row must say what its blob says, and so must the text by which it is found. */
function checkVersion(row: VersionRow, text: string, searched = "missing"): BrokenLink | null {
  const { id } = row;
  const { kind, name } = parseStored(text) as { readonly kind: string; readonly name: string };
  const { resource, content } = toVersion(row, text);
  return (
    compare({ table: "version", id, expected: `${kind}/${name}`, got: resource }) ??
    compare({ table: "version_text", id, expected: searchText(resource, content), got: searched })
  );
}
