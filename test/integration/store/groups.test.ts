import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createTransactions, type Transactions } from "#core/store/transactions.ts";
import { openStore } from "#core/store/store.ts";
import { startProcess } from "#test/support/cli-process.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const KILLS = 12;
const SEED = 1;
const SCRIPT = join(import.meta.dirname, "group-forever.ts");

let made: ReturnType<typeof makeFolder>;
let path: string;
let db: Database.Database;
let reader: Database.Database;
let isHeld: boolean;
const NO_TIMER = (): void => undefined;
/** The time of what waits for it passes. */
let pass: () => void;
let transactions: Transactions;

beforeEach(() => {
  made = makeFolder();
  path = join(made.folder, "workspace.sqlite");
  openStore(path, { readOnly: false }).close();
  db = new Database(path);
  db.exec("CREATE TABLE kept (name TEXT PRIMARY KEY) STRICT");
  reader = new Database(path, { readonly: true });
  isHeld = true;
  pass = NO_TIMER;
  transactions = createTransactions(db, {
    path,
    checkHeld: () => {
      if (!isHeld) throw new AppError("workspace-held", "no longer held");
    },
    watch: { begun: () => undefined, done: () => undefined, undone: () => undefined },
    later: (work) => {
      pass = () => {
        pass = NO_TIMER;
        work();
      };
      return () => {
        pass = NO_TIMER;
      };
    },
  });
});
afterEach(() => {
  db.close();
  reader.close();
  made.remove();
});

const NOTES = {
  kind: "prompt",
  content: { description: "The house's rules.", text: "Be brief.", evolution: { isEvolvable: true } },
} as unknown as ResourceContent;

const put = (name: string) => (): void => void db.prepare("INSERT OR IGNORE INTO kept VALUES (?)").run(name);
const seen = (by: Database.Database): readonly unknown[] =>
  by.prepare("SELECT name FROM kept ORDER BY name").pluck().all();

describe("[M11] works that share a transaction", () => {
  it("are read here at once, and by another connection all together, once their time has passed", () => {
    transactions.grouped(put("a"));
    transactions.grouped(put("b"));
    expect([seen(db), seen(reader)]).toEqual([["a", "b"], []]);
    pass();
    expect(seen(reader)).toEqual(["a", "b"]);
  });

  it("are written by themselves when there are fifty", () => {
    for (let at = 0; at < 49; at += 1) transactions.grouped(put(`${100 + at}`));
    expect(seen(reader)).toEqual([]);
    transactions.grouped(put("last"));
    expect(seen(reader)).toHaveLength(50);
  });

  it.each(["atomic", "durable"] as const)("are on the file before what is %s begins", (kind) => {
    transactions.grouped(put("a"));
    const before = transactions[kind](() => {
      put("b")();
      return seen(reader);
    });
    expect([before, seen(reader)]).toEqual([["a"], ["a", "b"]]);
  });

  it("are read in one moment like anything else", () => {
    transactions.grouped(put("a"));
    expect(transactions.reading(() => seen(db))).toEqual(["a"]);
    expect(seen(reader)).toEqual(["a"]);
  });

  it("one that fails leaves nothing behind and the others as they are", () => {
    transactions.grouped(put("a"));
    const failing = (): void =>
      transactions.grouped(() => {
        put("b")();
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    transactions.grouped(put("c"));
    transactions.writeGroup();
    expect(seen(reader)).toEqual(["a", "c"]);
  });

  it("a first one that fails leaves no transaction open", () => {
    const failing = (): void =>
      transactions.grouped(() => {
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    expect(db.inTransaction).toBe(false);
  });

  it("are part of what they are called in", () => {
    const failing = (): void =>
      transactions.atomic(() => {
        transactions.grouped(put("a"));
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    transactions.writeGroup();
    expect(seen(reader)).toEqual([]);
  });

  it("wait on where they cannot be written, and nothing is written before them", () => {
    transactions.grouped(put("a"));
    isHeld = false;
    pass();
    expect(() => transactions.durable(put("b"))).toThrow("no longer held");
    expect(() => transactions.atomic(put("c"))).toThrow("no longer held");
    expect(seen(reader)).toEqual([]);
    isHeld = true;
    transactions.durable(put("d"));
    expect(seen(reader)).toEqual(["a", "d"]);
  });

  // One failure must not be the last try: nobody else may come by for a long time.
  it("are tried again by themselves, for as long as they cannot be written, and are read here meanwhile", () => {
    db.exec("CREATE TABLE child (name TEXT REFERENCES kept (name) DEFERRABLE INITIALLY DEFERRED) STRICT");
    transactions.grouped(put("a"));
    transactions.grouped(() => db.exec("INSERT INTO child VALUES ('b')"));
    for (const _try of [1, 2, 3]) {
      pass();
      expect([seen(db), transactions.reading(() => seen(db)), seen(reader)]).toEqual([["a"], ["a"], []]);
    }
    transactions.grouped(put("b"));
    pass();
    expect(seen(reader)).toEqual(["a", "b"]);
  });

  it.each([
    ["writing them", () => transactions.writeGroup()],
    ["another work of the group", () => transactions.grouped(() => db.exec("no SQL"))],
    ["what is durable after them", () => transactions.durable(put("b"))],
  ])("have a next try after %s failed as well", (_what, work) => {
    transactions.grouped(put("a"));
    isHeld = false;
    pass();
    expect(work).toThrow();
    isHeld = true;
    pass();
    expect([seen(reader), pass]).toEqual([["a"], NO_TIMER]);
  });

  it("have none once the file is closed", () => {
    transactions.grouped(put("a"));
    db.close();
    pass();
    expect(() => transactions.writeGroup()).toThrow();
    pass();
    expect(pass).toBe(NO_TIMER);
  });

  it("wait on where the disk is full, also when SQLite itself takes all of them back", () => {
    db.exec("CREATE TABLE filler (bytes BLOB) STRICT");
    transactions.grouped(put("a"));
    const pages = db.pragma("page_count", { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + 2}`);
    const fill = (): void => void db.prepare("INSERT INTO filler VALUES (zeroblob(1000000))").run();
    expect(() => transactions.grouped(fill)).toThrow(expect.objectContaining({ code: "disk-full" }));
    db.pragma("max_page_count = 1000000");
    transactions.grouped(put("b"));
    transactions.writeGroup();
    expect(seen(reader)).toEqual(["a", "b"]);
  });

  it("that cannot be written while rows are read one by one are written after it", () => {
    transactions.grouped(put("a"));
    for (const _row of db.prepare("SELECT 1").iterate()) pass();
    transactions.durable(put("b"));
    expect(seen(reader)).toEqual(["a", "b"]);
  });
});

describe("[M11] what is kept between two works of a group, outside of any transaction", () => {
  it.each([true, false])("is on the file with it, though its writing failed before: %s", (hasFailed) => {
    const store = openStore(path, {
      readOnly: false,
      later: () => () => undefined,
      checkHeld: () => {
        if (!isHeld) throw new AppError("workspace-held", "no longer held");
      },
    });
    const call = { requestHash: "r", reserved: NO_SPEND, response: { text: "yes" } };
    const draft = store.versions.draft("prompt/house", NOTES, 1);
    store.grouped(() => store.modelCalls.put("a/1", call));
    store.versions.keep(new Map([[draft.id, draft]]));
    if (hasFailed) {
      isHeld = false;
      expect(store.writeGroup).toThrow("no longer held");
      isHeld = true;
    }
    expect(store.versions.get(draft.id).content).toEqual(NOTES);
    store.writeGroup();
    expect([
      reader.prepare("SELECT path FROM model_call").pluck().all(),
      reader.prepare("SELECT id FROM version").pluck().all(),
    ]).toEqual([["a/1"], [draft.id]]);
    store.close();
  });
});

describe("[M11] whatever happens to the process", () => {
  it(`what is durable never rests on calls that are not there: ${KILLS} kills at random moments (seed ${SEED})`, async () => {
    const random = keyedRandom("group-kills", SEED);
    let next = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const told = await killAfter(next, random.integer(25), random.integer(20));
      const { entries, calls } = withRaw(path, (raw) => ({
        entries: raw.prepare("SELECT body FROM audit ORDER BY seq").pluck().all() as string[],
        calls: raw.prepare("SELECT path FROM model_call").pluck().all() as string[],
      }));
      const rests = entries.map((body) => JSON.parse(body) as { rests: string; on: number });
      for (const { rests: round, on } of rests) {
        const there = calls.filter((call) => call.startsWith(`${round}/`));
        expect(there.length, `calls of round ${round} after kill ${kill}`).toBe(on);
      }
      // What was acknowledged is there.
      expect(rests.map(({ rests: round }) => round)).toEqual(expect.arrayContaining([...told]));
      next = Math.max(-1, ...calls.map((call) => Number(call.split("/")[0]))) + 1;
    }
    expect(next).toBeGreaterThan(KILLS);
  }, 120_000);
});

/** Lets the process acknowledge some rounds and live some more milliseconds, kills it, and returns what it told. */
async function killAfter(from: number, rounds: number, delayMs: number): Promise<readonly string[]> {
  const { child, finished } = startProcess([SCRIPT, path, String(from)]);
  let lines = 0;
  child.stdout?.on("data", (text: string) => {
    lines += text.split("\n").length - 1;
    if (lines >= rounds) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  const { code, stdout, stderr } = await finished;
  expect([code, stderr]).toEqual([null, ""]);
  return stdout.split("\n").slice(0, -1);
}
