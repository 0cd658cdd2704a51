import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTransactions, type TransactionParts } from "#core/store/transactions.ts";
import { openStore } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

// What a power cut would show, and no killed process does: whether the disk is waited for. 1 is NORMAL, 2 is FULL.

let made: ReturnType<typeof makeFolder>;
let db: Database.Database;
let parts: TransactionParts;
beforeEach(() => {
  made = makeFolder();
  const path = join(made.folder, "workspace.sqlite");
  openStore(path, { readOnly: false }).close();
  db = new Database(path);
  const nothing = (): void => undefined;
  parts = { path, checkHeld: nothing, watch: { begun: nothing, done: nothing, undone: nothing } };
  db.pragma("synchronous = NORMAL");
});
afterEach(() => {
  db.close();
  made.remove();
});

const waits = (): unknown => db.pragma("synchronous", { simple: true });

it("[S4] a durable step waits for the disk, also the steps inside it; any other does not, nor a group that follows", () => {
  const { durable, atomic, grouped } = createTransactions(db, { ...parts, later: () => () => undefined });
  const inside = (): unknown => durable(() => [waits(), durable(waits), atomic(waits)]);
  expect([inside(), inside(), atomic(waits)]).toEqual([[2, 2, 2], [2, 2, 2], 1]);
  expect([durable(waits), grouped(waits), durable(waits)]).toEqual([2, 1, 2]);
});

it("[S4] one that fails has no other wait, and the next one waits again", () => {
  const { durable, atomic } = createTransactions(db, parts);
  const failing = (): unknown =>
    durable(() => {
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect([atomic(waits), durable(waits)]).toEqual([1, 2]);
});

it("a durable step inside one that is not durable is a defect, and said so", () => {
  const { durable, atomic } = createTransactions(db, parts);
  expect(() => atomic(() => durable(waits))).toThrow("a durable step inside a transaction that is not");
});
