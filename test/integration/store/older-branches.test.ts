import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { MIGRATIONS } from "#core/store/migrations/list.ts";
import { sealAll } from "#core/store/seals.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

const BEFORE = 7;

/** A file as it was before there were branches in rows, with a session, a proposal and an event in it. */
function makeOlder(name: string): string {
  const path = join(folder, name);
  withRaw(path, (db) => {
    for (const { version, sql } of MIGRATIONS) if (version <= BEFORE) db.exec(sql);
    db.exec(`
      INSERT INTO blob VALUES ('s', 'raw', 2, x'7b7d');
      INSERT INTO commits VALUES (1, 'c', 's', 'system', 'init', 'm', 1, NULL, '[]');
      INSERT INTO ref VALUES ('trunk', 'branch', 'c');
      INSERT INTO meta VALUES ('head-branch', 'trunk');
      INSERT INTO session VALUES ('1', '{}', 'stopped', 'user', '', 1, NULL, 'c', 1, 1, 1, '{}', '[]', '');
      INSERT INTO proposal VALUES (1, '1', 1, 'person', 'x', 'c', 'draft', 's', '[]', 'h', '[]', NULL, 1, '');
      INSERT INTO event VALUES (1, '1', 1, 'iteration-started', '{"iteration":1}', '');
    `);
    sealAll(db, ["session", "proposal", "event"]);
    db.pragma(`user_version = ${BEFORE}`);
    db.pragma("application_id = 0x41535455");
  });
  return path;
}

it("[S25] what was there before branches were in the rows is on the one there was, and its seals hold", () => {
  const store = openStore(makeOlder("older.sqlite"), { readOnly: false });
  expect(store.sessions.find("1")?.branch).toBe("trunk");
  expect(store.proposals.find("1")?.branch).toBe("trunk");
  expect(store.soundness.seals()).toBeNull();
  expect(store.soundness.headBranch()).toBeNull();
  store.close();
});

it("[S25] damage to other rows is still found after it: their seals are left alone", () => {
  const path = makeOlder("damaged.sqlite");
  withRaw(path, (db) => db.exec(`UPDATE event SET body = '{"iteration":2}'`));
  const store = openStore(path, { readOnly: false });
  expect(store.soundness.seals()).toMatchObject({ table: "event", id: "1" });
  store.close();
});

it("[S6] a session on a branch that is not there is named", () => {
  const path = makeOlder("stray.sqlite");
  openStore(path, { readOnly: false }).close();
  withRaw(path, (db) => db.exec("UPDATE session SET branch = 'gone'"));
  const store = openStore(path, { readOnly: false });
  expect(store.soundness.headBranch()).toEqual({
    table: "session",
    id: "1",
    expected: "a branch",
    got: "gone",
  });
  expect(verifyStore(store).ok).toBe(false);
  store.close();
});
