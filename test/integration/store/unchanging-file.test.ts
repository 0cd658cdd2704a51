import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { sha256 } from "#core/base/hash.ts";
import { openDatabase } from "#core/store/database.ts";
import type { Db } from "#core/store/db.ts";
import { stampOf, type FileStamp } from "#core/store/file-image.ts";
import { openStore } from "#core/store/store.ts";
import { toStoreError } from "#core/store/store-errors.ts";
import { openUnchanging } from "#core/store/unchanging-file.ts";
import { verifyStore } from "#core/store/verify.ts";
import { fillStore } from "#test/support/full-store.ts";
import { listTables, withRaw } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

let registry: Registry;
let path: string;
/** More than is taken into memory. */
const FILLER_BYTES = 33 * 1024 * 1024;

beforeAll(() => {
  registry = openRegistry();
  fillStore(registry);
  registry.store.close();
  path = registry.path;
});
afterAll(() => {
  // Closed already: only its folder is left.
  registry.close();
});

/** Names and digests of all files of the folder. */
function filesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => [name, sha256(readFileSync(join(folder, name)))] as const);
}

function withUnchanging<T>(at: string, work: (db: Db) => T): T {
  const db = assertDefined(openUnchanging(at), "a Node with SQLite");
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe("[M15] a file that is read where it lies", () => {
  it("gives every row of every table as our own connection does, in each of its forms", () => {
    withUnchanging(path, (db) => {
      for (const { name } of listTables(path)) {
        const sql = `SELECT * FROM ${name} ORDER BY 1`;
        const ours = withRaw(path, (raw) => [
          raw.prepare(sql).all(),
          raw.prepare(sql).raw().all(),
          raw.prepare(sql).pluck().get(),
          [...raw.prepare(sql).iterate()],
        ]);
        const theirs = [
          db.prepare(sql).all(),
          db.prepare(sql).raw().all(),
          db.prepare(sql).pluck().get(),
          [...db.prepare(sql).iterate()],
        ];
        expect([name, theirs]).toEqual([name, ours]);
      }
      expect(db.prepare("SELECT 1 WHERE 0").get()).toBeUndefined();
      expect(db.prepare("SELECT @a + 1").pluck().get({ a: 1 })).toBe(2);
      expect(db.pragma("user_version", { simple: true })).toBe(
        withRaw(path, (raw) => raw.pragma("user_version", { simple: true })),
      );
    });
  });

  it("refuses to write, and says of damage and of a foreign file what our own connection says", () => {
    const codeOf = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return (toStoreError(path, error) as { code?: string }).code;
      }
    };
    withUnchanging(path, (db) => {
      expect(codeOf(() => db.prepare("DELETE FROM run").run())).toBe("read-only");
      expect(codeOf(() => db.transaction(() => 1).immediate())).toBe("read-only");
      expect(codeOf(() => db.exec("DELETE FROM run"))).toBe("read-only");
    });
    const foreign = join(registry.folder, "foreign.sqlite");
    writeFileSync(foreign, "x".repeat(8192));
    expect(
      codeOf(() => withUnchanging(foreign, (db) => db.prepare("SELECT * FROM sqlite_schema").all())),
    ).toBe("workspace-damaged");
  });

  it("also under a name that an address would read otherwise", () => {
    const odd = makeFolder();
    try {
      const there = join(odd.folder, "a b%3F?mode=rwc#c.sqlite");
      writeFileSync(there, readFileSync(path));
      expect(withUnchanging(there, (db) => db.prepare("SELECT count(*) FROM run").pluck().get())).toBe(3);
    } finally {
      odd.remove();
    }
  });
});

describe("[M15] a file that is read as it is", () => {
  // Looked at a second time, it could be another file than the one that was read.
  it("has the stamp of what was read, and none where it is read as writers read it", () => {
    const options = { readOnly: true, asImage: true };
    const stampBeside = (journal: string | null): FileStamp | null => {
      if (journal !== null) writeFileSync(`${path}-wal`, journal);
      const { db, stamp } = openDatabase(path, options);
      db.close();
      rmSync(`${path}-wal`, { force: true });
      rmSync(`${path}-shm`, { force: true });
      return stamp;
    };
    expect([stampBeside(null), stampBeside("a journal"), stampBeside("")]).toEqual([
      stampOf(path),
      null,
      stampOf(path),
    ]);
    const { db, stamp } = openDatabase(path, { readOnly: true });
    db.close();
    expect(stamp).toBeNull();
  });
});

describe("[M15] a large workspace that is only read", () => {
  it("verifies, leaves its folder byte for byte as it is, and says when it was written to since", () => {
    const large = makeFolder();
    try {
      const there = join(large.folder, "workspace.sqlite");
      writeFileSync(there, readFileSync(path));
      withRaw(there, (db) => {
        db.exec("CREATE TABLE filler (bytes BLOB) STRICT");
        db.prepare("INSERT INTO filler VALUES (zeroblob(?))").run(FILLER_BYTES);
        db.exec("DROP TABLE filler");
        db.pragma("wal_checkpoint(TRUNCATE)");
      });
      const before = filesOf(large.folder);
      const store = openStore(there, { readOnly: true, asImage: true });
      expect(verifyStore(store)).toMatchObject({ ok: true });
      expect([store.isCurrent(), filesOf(large.folder)]).toEqual([true, before]);
      const writer = openStore(there, { readOnly: false });
      writer.durable(() => writer.audit.append({ at: 1, type: "policy", body: {} }));
      expect(store.isCurrent()).toBe(false);
      writer.close();
      expect(store.isCurrent()).toBe(false);
      store.close();
    } finally {
      large.remove();
    }
  });
});
