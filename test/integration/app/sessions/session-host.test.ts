import { renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { assertDefined } from "#core/base/assert.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let template: string;
beforeAll(async () => {
  template = await makeOrderDesk(folder);
});
afterAll(remove);

/** A workspace with what whoever looks from elsewhere is told: which sessions run, beside what is written of them then. */
function openTelling(name: string) {
  const told: { readonly running: readonly unknown[]; readonly written: unknown }[] = [];
  const workspace = assertDefined(
    openWorkspace({
      folder: copyWorkspace(template, join(folder, name)),
      host: "test",
      reportBug: (error) => {
        throw error;
      },
      secrets: { find: () => null },
      relay: {
        wake: () => undefined,
        emit: () => undefined,
        tellNow: () => {
          told.push({ running: sessions.running(), written: store.sessions.find("1")?.state });
        },
      },
    }),
    "the workspace",
  );
  const { sessions, store } = workspace.contextFor(workspace.person);
  return { workspace, sessions, told };
}

const RUNNING = [{ id: "1", branch: MAIN_BRANCH }];

// Between the two, what is said to run and is not known to would be shown as interrupted.
it("[W7] that a session runs is known to whoever looks before it is written, at its start and whenever it goes on", async () => {
  const { workspace, sessions, told } = openTelling("order");
  const { client } = workspace;
  const { session } = await client.sessions.start({ iterations: 12, seed: 5, approve: "gate" });
  await client.sessions.pause({ session });
  // As one does that goes on by itself.
  sessions.resume(session);
  await client.sessions.stop({ session });
  expect(told).toEqual([
    { running: RUNNING, written: undefined },
    { running: RUNNING, written: "paused" },
  ]);
  await workspace.close();
});

it("one that could not be written never began: its branch is free, and nobody is told of a defect", async () => {
  const { workspace, sessions } = openTelling("unwritten");
  const { client, paths } = workspace;
  renameSync(paths.database, `${paths.database}.away`);
  await expect(client.sessions.start({ iterations: 1 })).rejects.toMatchObject({
    data: { code: "workspace-missing" },
  });
  renameSync(`${paths.database}.away`, paths.database);
  expect([sessions.running(), await client.sessions.list()]).toEqual([[], []]);
  const { session } = await client.sessions.start({ iterations: 1 });
  expect(sessions.running()).toEqual([{ id: session, branch: MAIN_BRANCH }]);
  await workspace.close();
});
