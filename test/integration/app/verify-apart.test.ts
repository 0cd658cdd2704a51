import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MOST_COMMITS = 200;

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
});
afterAll(async () => {
  await desk.close();
  remove();
});

it("[S6] verify leaves the main loop free, and does not take commits of meanwhile for damage", async () => {
  let isDone = false;
  const verified = desk.client.workspace.verify().finally(() => {
    isDone = true;
  });
  let commits = 0;
  while (!isDone && commits < MOST_COMMITS) {
    // The answer of the other thread is a task of its own: calls in this process alone would never let it in.
    await new Promise(setImmediate);
    commits += 1;
    await desk.client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: `Tidy up ${commits}.` }],
      message: `Tidy up ${commits}`,
    });
  }
  expect(await verified).toMatchObject({ ok: true });
  // Had it run on this loop, nothing could have been done before its answer.
  expect(commits).toBeGreaterThan(3);
  expect(await desk.client.workspace.verify()).toMatchObject({ ok: true, checked: { commits: commits + 1 } });
});
