import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSealedInsert } from "#core/store/sealed-insert.ts";
import { findBrokenSeal } from "#core/store/seals.ts";
import { openStore } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let made: ReturnType<typeof makeFolder>;
let db: Database.Database;
beforeEach(() => {
  made = makeFolder();
  const path = join(made.folder, "workspace.sqlite");
  openStore(path, { readOnly: false }).close();
  db = new Database(path);
  db.pragma("foreign_keys = OFF");
});
afterEach(() => {
  db.close();
  made.remove();
});

it("[M12] a row's seal holds as it is read back, whatever is in its cells", () => {
  const insert = createSealedInsert(db, "trace");
  let count = 0;
  // Halves of characters, zeros inside a text, numbers that lose their fraction: what a column might keep in another way.
  const text = fc.string({ unit: "binary" });
  const row = fc.record({ name: text, run: fc.option(text), duration_ms: fc.double({ noNaN: true }) });
  fc.assert(
    fc.property(row, fc.integer(), ({ name, run, duration_ms }, started) => {
      const id = `${(count += 1)}`;
      insert({ id, name, run, started_at: started, duration_ms, spans: 1, errors: 0 });
    }),
    { seed: 1 },
  );
  expect([findBrokenSeal(db, "trace"), db.prepare("SELECT count(*) FROM trace").pluck().get()]).toEqual([
    null,
    count,
  ]);
});

it("[M12] a row that leaves a column out is none", () => {
  const insert = createSealedInsert(db, "trace_spans");
  expect(() => insert({ trace: "t" })).toThrow("trace_spans.bytes");
});
