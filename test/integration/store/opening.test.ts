import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { zstdCompressSync } from "node:zlib";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { sha256 } from "#core/base/hash.ts";
import { MIGRATIONS } from "#core/store/migrations/list.ts";
import { toStoreError } from "#core/store/store-errors.ts";
import { findBrokenSeal } from "#core/store/seals.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { startProcess } from "#test/support/cli-process.ts";
import { fillStore } from "#test/support/full-store.ts";
import { onCopyOf, withRaw } from "#test/support/raw-database.ts";
import { codeOf, openRegistry, type Registry } from "#test/support/registry.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let registry: Registry;
beforeAll(() => {
  registry = openRegistry();
  fillStore(registry);
  withRaw(registry.path, (db) => db.pragma("wal_checkpoint(TRUNCATE)"));
});
afterAll(() => {
  registry.close();
});

const open = (path: string, readOnly = false): void => {
  openStore(path, { readOnly }).close();
};

const half = (path: string): void => {
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
};
const sql =
  (statements: string) =>
  (path: string): void => {
    withRaw(path, (db) => db.exec(statements));
  };
const emptied = (path: string): void => {
  rmSync(path);
  withRaw(path, (db) => db.exec("PRAGMA application_id = 1; PRAGMA application_id = 0"));
};
const overwrite =
  (from: number, bytes: number) =>
  (path: string): void => {
    const content = readFileSync(path);
    content.fill(0x5a, from, from + bytes);
    writeFileSync(path, content);
  };

describe("[S1] a file that is not a sound workspace is refused by name, and left byte for byte as it is", () => {
  const foreign = "DROP TABLE IF EXISTS ref; PRAGMA application_id = 0";
  const rows: ReadonlyArray<readonly [what: string, harm: (path: string) => void, code: ErrorCode]> = [
    ["without a byte in it", (path) => truncateSync(path, 0), "workspace-damaged"],
    ["of one byte", (path) => writeFileSync(path, "S"), "workspace-damaged"],
    ["shorter than a page", (path) => truncateSync(path, 511), "workspace-damaged"],
    ["without a table in it", emptied, "workspace-damaged"],
    ["cut inside the header", (path) => truncateSync(path, 60), "workspace-damaged"],
    ["cut in half", half, "workspace-damaged"],
    ["cut by one page", (path) => truncateSync(path, readFileSync(path).length - 4096), "workspace-damaged"],
    ["of text", (path) => writeFileSync(path, "agent: order-clerk\n".repeat(300)), "workspace-damaged"],
    ["with a header overwritten", overwrite(0, 100), "workspace-damaged"],
    ["with its schema's page overwritten", overwrite(100, 3900), "workspace-damaged"],
    ["of another program's SQLite", sql(foreign), "workspace-damaged"],
    ["without one of its tables", sql("DROP TABLE score"), "workspace-damaged"],
    [
      "without one of its columns",
      sql("ALTER TABLE item DROP COLUMN metadata; ALTER TABLE item DROP COLUMN expected"),
      "workspace-damaged",
    ],
    ["from a later program", sql("PRAGMA user_version = 999"), "workspace-newer"],
  ];
  it.each(rows)("%s", (_what, harm, code) => {
    onCopyOf(registry.path, (copy) => {
      harm(copy);
      const before = sha256(readFileSync(copy));
      expect([codeOf(() => open(copy)), codeOf(() => open(copy, true))]).toEqual([code, code]);
      expect(sha256(readFileSync(copy))).toBe(before);
    });
  });

  it.each([0, 1])("with its schema's number lowered to %i: no migration runs over it", (version) => {
    onCopyOf(registry.path, (copy) => {
      sql(`PRAGMA user_version = ${version}; PRAGMA wal_checkpoint(TRUNCATE)`)(copy);
      const before = sha256(readFileSync(copy));
      expect([codeOf(() => open(copy)), codeOf(() => open(copy, true))]).toEqual([
        "workspace-damaged",
        "read-only",
      ]);
      expect(sha256(readFileSync(copy))).toBe(before);
    });
  });

  it("a new SQLite file of somebody else's, in its own journal mode, stays in it", () => {
    const { folder, remove } = makeFolder();
    const path = join(folder, "workspace.sqlite");
    const other = new Database(path);
    other.exec("PRAGMA journal_mode = DELETE; CREATE TABLE mine (a); INSERT INTO mine VALUES (1)");
    other.close();
    const before = sha256(readFileSync(path));
    expect(codeOf(() => open(path))).toBe("workspace-damaged");
    expect([sha256(readFileSync(path)), existsSync(`${path}-wal`)]).toEqual([before, false]);
    remove();
  });

  it("a missing file is missing to a reader, and a folder in its place is no file", () => {
    const { folder, remove } = makeFolder();
    expect(codeOf(() => open(join(folder, "none.sqlite"), true))).toBe("workspace-missing");
    expect(codeOf(() => open(folder))).toBe("workspace-missing");
    expect(codeOf(() => open(join(folder, "no", "such", "folder.sqlite")))).toBe("workspace-missing");
    remove();
  });

  it("a page damaged behind the schema lets the file open, and verify says what is broken", () => {
    const page = withRaw(registry.path, (db) =>
      db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'blob'").pluck().get(),
    ) as number;
    onCopyOf(registry.path, (copy) => {
      overwrite((page - 1) * 4096, 4096)(copy);
      const store = openStore(copy, { readOnly: true });
      expect(verifyStore(store)).toMatchObject({ ok: false, firstBroken: expect.anything() });
      store.close();
    });
  });
});

describe("[S2] an older file", () => {
  /** The file as the program of that version would have left it. */
  function openOlder(version: number, work: (path: string) => void): void {
    const { folder, remove } = makeFolder();
    const path = join(folder, "workspace.sqlite");
    withRaw(path, (db) => {
      for (const migration of MIGRATIONS.slice(0, version)) db.exec(migration.sql);
      db.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${0x41535455}`);
    });
    work(path);
    remove();
  }

  it.each(MIGRATIONS.slice(0, -1).map(({ version }) => version))(
    "of schema %i is brought up to date when it is opened for writing",
    (version) => {
      openOlder(version, (path) => {
        expect(codeOf(() => open(path, true))).toBe("read-only");
        open(path);
        expect(withRaw(path, (db) => db.pragma("user_version", { simple: true }))).toBe(MIGRATIONS.length);
        expect(codeOf(() => open(path, true))).toBe("done");
      });
    },
  );

  it("[A5] has its runs on test items marked, so that their traces are kept from all readers", () => {
    openOlder(4, (path) => {
      withRaw(path, (db) =>
        db.exec(`
          INSERT INTO dataset (name, scorer, hash, created_at) VALUES ('d', '{"type":"exact"}', 'h', 1);
          INSERT INTO item (dataset, id, split, is_dev, input, expected, metadata) VALUES
            ('d', 'a', 'train', 0, '"qa"', '1', '{}'), ('d', 'b', 'test', 0, '"qb"', '1', '{}');
          INSERT INTO closure (id, body) VALUES ('c', '{}');
          INSERT INTO run (id, trace, agent, closure, input, output, seed, steps, calls, input_tokens, output_tokens,
                           started_at, duration_ms) VALUES
            ('ra', 'ta', 'agent/x', 'c', '"qa"', '1', 1, 1, 1, 1, 1, 1, 1),
            ('rb', 'tb', 'agent/x', 'c', '"qb"', '1', 1, 1, 1, 1, 1, 1, 1);`),
      );
      const store = openStore(path, { readOnly: false });
      expect(["ta", "tb"].map((trace) => store.runs.isSealedTrace(trace))).toEqual([false, true]);
      store.close();
    });
  });

  it("[L9] has its traces found by what was said in them; those of sealed runs by nothing", () => {
    const spans = [{ name: "step", error: null, attributes: { "gen_ai.tool.name": "abacus" } }];
    const bytes = zstdCompressSync(JSON.stringify(spans));
    openOlder(6, (path) => {
      withRaw(path, (db) => {
        db.exec("INSERT INTO closure (id, body) VALUES ('c', '{}')");
        for (const [id, isSealed] of [
          ["a", 0],
          ["b", 1],
        ] as const) {
          db.prepare(
            `INSERT INTO run (id, trace, agent, closure, input, output, seed, steps, calls, input_tokens, output_tokens,
                              started_at, duration_ms, is_sealed)
             VALUES (?, ?, 'agent/x', 'c', '"q"', '1', 1, 1, 1, 1, 1, 1, 1, ?)`,
          ).run(`r${id}`, `t${id}`, isSealed);
          db.prepare("INSERT INTO trace VALUES (?, 'x', ?, 1, 1, 1, 0, '')").run(`t${id}`, `r${id}`);
          db.prepare("INSERT INTO trace_spans VALUES (?, ?, '')").run(`t${id}`, bytes);
        }
      });
      const store = openStore(path, { readOnly: false });
      const { traces } = store.traceSearch.find({ text: "Abacus", hasErrors: false }, 10);
      expect(traces.map(({ id }) => id)).toEqual(["ta"]);
      expect(withRaw(path, (db) => db.prepare("SELECT count(*) FROM trace_said").pluck().get())).toBe(2);
      store.close();
    });
  });

  it("[L11] tells no duration below nothing, whatever its clock did", () => {
    openOlder(6, (path) => {
      withRaw(path, (db) =>
        db.exec(`
          INSERT INTO closure (id, body) VALUES ('c', '{}');
          INSERT INTO run (id, trace, agent, closure, input, output, seed, steps, calls, input_tokens, output_tokens,
                           started_at, duration_ms) VALUES ('r', 't', 'agent/x', 'c', '"q"', '1', 1, 1, 1, 1, 1, 1, -9e9);
          INSERT INTO trace VALUES ('t', 'x', 'r', 1, -9e9, 1, 0, '');`),
      );
      const store = openStore(path, { readOnly: false });
      const [found] = store.traceSearch.find({ text: "", hasErrors: false }, 1).traces;
      const told = [found?.durationMs, store.traces.find("t")?.durationMs, store.runs.find("r")?.durationMs];
      expect(told).toEqual([0, 0, 0]);
      store.close();
    });
  });

  it("has its scores named after the one item that asks what the run was asked, and after none where several do", () => {
    openOlder(4, (path) => {
      withRaw(path, (db) =>
        db.exec(`
          INSERT INTO dataset (name, scorer, hash, created_at) VALUES ('d', '{"type":"exact"}', 'h', 1);
          INSERT INTO item (dataset, id, split, is_dev, input, expected, metadata) VALUES
            ('d', 'a', 'train', 0, '"qa"', '1', '{}'), ('d', 'b', 'train', 0, '"qb"', '1', '{}'),
            ('d', 'c', 'train', 0, '"qb"', '2', '{}');
          INSERT INTO closure (id, body) VALUES ('c', '{}');
          INSERT INTO run (id, trace, agent, closure, input, output, seed, steps, calls, input_tokens, output_tokens,
                           started_at, duration_ms) VALUES
            ('ra', 'ta', 'agent/x', 'c', '"qa"', '1', 1, 1, 1, 1, 1, 1, 1),
            ('rb', 'tb', 'agent/x', 'c', '"qb"', '1', 1, 1, 1, 1, 1, 1, 1);
          INSERT INTO score (run, scorer_hash, expected_hash, value, is_correct, parts) VALUES
            ('ra', 's', 'e', 1, 1, '{}'), ('rb', 's', 'e', 1, 1, '{}');`),
      );
      const store = openStore(path, { readOnly: false });
      expect(["ra", "rb"].map((run) => store.runResults.find(run)?.item.id)).toEqual(["a", undefined]);
      // What it was given is sealed with it: otherwise every such file would be said to be damaged.
      expect(withRaw(path, (db) => findBrokenSeal(db, "score"))).toBeNull();
      store.close();
    });
  });

  it("has its rows sealed, so that what is altered afterwards is seen", () => {
    openOlder(3, (path) => {
      withRaw(path, (db) =>
        db.exec(
          "INSERT INTO event (session, at, type, body) VALUES (NULL, 1, 'hint', '{}'); INSERT INTO dataset VALUES ('d', '{\"type\":\"exact\"}', 'h', 1)",
        ),
      );
      open(path);
      const seals = (): unknown =>
        withRaw(path, (db) =>
          db
            .prepare("SELECT length(seal) FROM event UNION ALL SELECT length(seal) FROM dataset")
            .pluck()
            .all(),
        );
      expect(seals()).toEqual([32, 32]);
    });
  });
});

describe("[S5] where nothing can be written", () => {
  /** Tries as an ordinary user: nothing is forbidden to root. */
  async function tryAsNobody(path: string): Promise<string> {
    const script = join(import.meta.dirname, "try-open.ts");
    const { finished } = startProcess([script, path], process.getuid?.() === 0 ? { RUN_AS: "65534" } : {});
    return (await finished).stdout.trim();
  }

  it("a folder that may not be written is read-only, and its file stays as it was", async () => {
    const { folder, remove } = makeFolder();
    const path = join(folder, "workspace.sqlite");
    copyFileSync(registry.path, path);
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    const before = sha256(readFileSync(path));
    expect(await tryAsNobody(path)).toBe("read-only");
    expect(sha256(readFileSync(path))).toBe(before);
    chmodSync(folder, 0o755);
    remove();
  });
});

describe("[S15] what stands in a file", () => {
  const ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";
  const rows: ReadonlyArray<readonly [what: string, statements: string, named: string]> = [
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit; END", "trigger t"],
    [
      "a trigger that never ends",
      `CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM meta WHERE key IN (SELECT key FROM meta JOIN meta AS other); END`,
      "trigger t",
    ],
    ["a view in a table's place", `DROP TABLE score; CREATE VIEW score AS ${ENDLESS}`, "view score"],
    ["a view of somebody's", `CREATE VIEW v AS ${ENDLESS}`, "view v"],
    ["an index over an expression", "CREATE INDEX i ON event (hex(zeroblob(1000000)))", "index i"],
    ["a virtual table", "CREATE VIRTUAL TABLE f USING fts5 (a)", "table f"],
    [
      "a table of ours with a column that is computed",
      "ALTER TABLE event ADD COLUMN much TEXT AS (hex(zeroblob(1000000)))",
      "table event",
    ],
  ];
  it.each(rows)("is never run, and named: %s", (_what, statements, named) => {
    onCopyOf(registry.path, (copy) => {
      sql(`${statements}; PRAGMA wal_checkpoint(TRUNCATE)`)(copy);
      const before = sha256(readFileSync(copy));
      for (const readOnly of [false, true]) {
        const said = saidBy(() => open(copy, readOnly));
        expect(said).toMatchObject({ code: "workspace-damaged" });
        expect(String(said?.message)).toContain(named);
      }
      expect(sha256(readFileSync(copy))).toBe(before);
    });
  });

  it("may be of a format that SQLite does not know, which is no defect of the program", () => {
    onCopyOf(registry.path, (copy) => {
      const bytes = readFileSync(copy);
      bytes[47] = 146;
      writeFileSync(copy, bytes);
      expect([codeOf(() => open(copy)), codeOf(() => open(copy, true))]).toEqual([
        "workspace-damaged",
        "workspace-damaged",
      ]);
    });
  });

  it("never unfolds beyond what it says it has", () => {
    onCopyOf(registry.path, (copy) => {
      const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024, "0"));
      withRaw(copy, (db) => {
        db.prepare("UPDATE blob SET bytes = ? WHERE encoding = 'zstd'").run(bomb);
        db.prepare("UPDATE trace_spans SET bytes = x'00'").run();
      });
      const store = openStore(copy, { readOnly: true });
      const hash = store.blobs.hashes().find((each) => store.blobs.rehash(each).startsWith("unreadable"));
      expect(hash).toBeDefined();
      expect(codeOf(() => store.blobs.find(hash ?? ""))).toBe("workspace-damaged");
      const [trace] = store.traces.newest(1);
      expect(codeOf(() => store.traces.spans(trace?.id ?? ""))).toBe("workspace-damaged");
      expect(verifyStore(store)).toMatchObject({ ok: false, firstBroken: { table: "blob" } });
      store.close();
    });
  });

  it("is a damaged row where it is no JSON, not a defect", () => {
    onCopyOf(registry.path, (copy) => {
      withRaw(copy, (db) => db.exec("UPDATE event SET body = '{' || body"));
      const store = openStore(copy, { readOnly: true });
      expect(codeOf(() => store.events.after(0, null, 10))).toBe("workspace-damaged");
      store.close();
    });
  });
});

function saidBy(work: () => void): AppError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("[S10] the database is never opened through a link", () => {
  it.each(["", "-wal", "-shm", "-journal"])("workspace.sqlite%s", (part) => {
    const { folder, remove } = makeFolder();
    const [path, elsewhere] = [join(folder, "workspace.sqlite"), join(folder, "elsewhere")];
    if (part !== "") copyFileSync(registry.path, path);
    symlinkSync(elsewhere, path + part);
    expect([codeOf(() => open(path)), codeOf(() => open(path, true))]).toEqual([
      "path-refused",
      "path-refused",
    ]);
    copyFileSync(registry.path, elsewhere);
    const before = sha256(readFileSync(elsewhere));
    expect(codeOf(() => open(path))).toBe("path-refused");
    expect(sha256(readFileSync(elsewhere))).toBe(before);
    remove();
  });
});

describe("[S12] what is no defect of the program is said by its own name", () => {
  const EVENT = { session: null, at: 1, type: "hint", body: { text: "", by: "Ada" } } as const;

  it("a write lock that another program keeps", () => {
    onCopyOf(registry.path, (copy) => {
      const store = openStore(copy, { readOnly: false });
      const other = new Database(copy);
      other.exec("BEGIN IMMEDIATE");
      expect(codeOf(() => store.durable(() => store.events.append(EVENT)))).toBe("workspace-held");
      other.exec("ROLLBACK");
      other.close();
      expect(codeOf(() => store.durable(() => store.events.append(EVENT)))).toBe("done");
      store.close();
    });
  });

  it("[S11] a database that was moved away while it was open: nothing more is written", () => {
    onCopyOf(registry.path, (copy) => {
      const store = openStore(copy, { readOnly: false });
      renameSync(copy, `${copy}.moved`);
      expect(codeOf(() => store.atomic(() => store.events.append(EVENT)))).toBe("workspace-missing");
      writeFileSync(copy, "another");
      expect(codeOf(() => store.durable(() => store.events.append(EVENT)))).toBe("workspace-missing");
      store.close();
    });
  });

  it("[S11] a lock that is no longer held stops the write, not what was written before", () => {
    onCopyOf(registry.path, (copy) => {
      let isHeld = true;
      const checkHeld = (): void => {
        if (!isHeld) throw new AppError("workspace-held", "gone");
      };
      const store = openStore(copy, { readOnly: false, checkHeld });
      const seq = store.durable(() => store.events.append(EVENT));
      isHeld = false;
      expect(codeOf(() => store.durable(() => store.events.append(EVENT)))).toBe("workspace-held");
      expect(codeOf(() => store.atomic(() => store.events.append(EVENT)))).toBe("workspace-held");
      expect(store.events.last()).toBe(seq);
      store.close();
    });
  });

  it.each([
    ["ENOSPC", "disk-full"],
    ["EROFS", "read-only"],
    ["EACCES", "read-only"],
    ["EIO", "workspace-damaged"],
    ["EMFILE", "unsupported"],
  ])("the file system's %s is %s", (code, ours) => {
    expect(toStoreError("w", Object.assign(new Error("no"), { code }))).toMatchObject({ code: ours });
  });
});
