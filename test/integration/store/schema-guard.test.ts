import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "#core/store/migrations/list.ts";
import { sha256 } from "#core/base/hash.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

/** The schema of every version there was: "table.column" and indexes, and the digest of the migration's text. */
type Snapshot = ReadonlyArray<{
  readonly version: number;
  readonly sql: string;
  readonly has: readonly string[];
}>;

const FILE = new URL("../../fixtures/schema.json", import.meta.url);

function makeSnapshot(): Snapshot {
  const { folder, remove } = makeFolder();
  try {
    return withRaw(join(folder, "schema.sqlite"), (db) =>
      MIGRATIONS.map(({ version, sql }) => {
        db.exec(sql);
        const has = db
          .prepare(
            `SELECT name || '.' || column FROM (
               SELECT sqlite_schema.name AS name, column.name || ' ' || column.type AS column
               FROM sqlite_schema JOIN pragma_table_info(sqlite_schema.name) AS column
               WHERE sqlite_schema.type = 'table'
               UNION ALL SELECT 'index', name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL)
             ORDER BY 1`,
          )
          .pluck()
          .all() as string[];
        return { version, sql: sha256(sql).slice(0, 16), has };
      }),
    );
  } finally {
    remove();
  }
}

describe("[S2] migrations only add", () => {
  const now = makeSnapshot();

  it("what was released is as it was: neither a migration nor a schema of the past has changed", () => {
    // A new migration adds an entry: append what this prints for it, and change nothing above.
    expect(now).toEqual(JSON.parse(readFileSync(FILE, "utf8")));
  });

  it("each has everything the one before had, under the same name and type", () => {
    for (const [at, { version, has }] of now.entries()) {
      const lost = (now[at - 1]?.has ?? []).filter((name) => !has.includes(name));
      expect(lost, `lost by migration ${version}`).toEqual([]);
    }
  });

  it("they are numbered from 1 without gaps, and none takes anything away", () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_migration, at) => at + 1));
    const removing = MIGRATIONS.filter(({ sql }) =>
      /\b(DROP|RENAME|DELETE|UPDATE)\b/i.test(sql.replaceAll(/--.*$/gm, "")),
    );
    expect(removing).toEqual([]);
  });

  it("every table is strict about its types, apart from the full-text index", () => {
    const tables = MIGRATIONS.flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE (\w+) [^;]*;/g)]);
    expect(
      tables.filter(([text]) => !/\) STRICT(, WITHOUT ROWID)?;$/.test(text)).map(([, name]) => name),
    ).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });
});
