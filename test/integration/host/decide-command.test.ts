import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askSession, runCli } from "#test/support/cli-process.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

// A session and several processes, one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

function countSeen(): unknown {
  return withRaw(join(workspace, "workspace.sqlite"), (db) =>
    db.prepare("SELECT count(*) FROM audit WHERE type = 'validation-seen'").pluck().get(),
  );
}

it("[C1] an approval prints its commit and the command that goes on, and the session no longer waits for it", async () => {
  const at = ["--workspace", workspace];
  expect(await askSession(["start", ...at])).toMatchObject({ state: "waiting", stopped: { by: "waiting" } });
  const approved = await runCli(["proposal", "approve", "1", ...at]);
  expect([approved.code, approved.stdout]).toEqual([
    0,
    expect.stringMatching(/\ncommit [0-9a-f]{7}\nIts session waits: go on with `session resume 1`\.\n$/),
  ]);
  // What it asked to know how to go on shows no flips, so nobody has seen validation items by it.
  expect(countSeen()).toBe(0);
  const { stopped } = await askSession(["show", "1", ...at]);
  expect(stopped?.detail).toBe("Proposal 1 is approved: the session goes on when it is resumed.");
  const again = await runCli(["proposal", "assess", "1", ...at]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("[proposal-state]")]);
});
