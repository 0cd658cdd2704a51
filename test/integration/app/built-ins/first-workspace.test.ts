import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { orderDeskResources } from "#core/practice/seed/resources.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import {
  makeFolder,
  openTestWorkspace,
  waitForEnd,
  waitForEvent,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Made by the first program that made any: four optimizer prompts, of which two ship no more and one was not there yet. */
const FIRST = join(import.meta.dirname, "../../../fixtures/workspaces/first.sqlite.gz");
const FIRST_COMMIT = /^f5e6891/;

const { folder, remove } = makeFolder();
const path = join(folder, "first");
let desk: TestWorkspace;
afterEach(async () => desk.close());
afterAll(remove);

/** What a person of then would have made in it: the desk's agents, and its items. */
async function fill({ client, store, workspace }: TestWorkspace): Promise<void> {
  const orders = createOrderDesk(1);
  const edits = [...orderDeskResources(orders)].flatMap(([resource, content]): Edit[] => [
    { type: "register", resource, content },
    { type: "step", resource, step: "build" },
  ]);
  const base = store.headBranch.commit();
  const after = applyEdits(viewAtCommit(store, base), edits, { store, author: "person", at: 1, countTokens });
  const operation = { kind: "edit", label: "Agents" } as const;
  commitView(store, after, {
    branch: MAIN_BRANCH,
    base,
    author: workspace.person,
    at: 1,
    message: "Agents",
    operation,
  });
  const lines = orders.train.map(({ id, input, expected }) => JSON.stringify({ id, input, expected }));
  const source = { text: lines.join("\n") };
  await client.data.import({ name: "orders", source, format: "jsonl", scorer: { type: "json-fields" } });
}

it("[R16] a workspace of the first program opens, keeps its history, verifies and runs a session", async () => {
  mkdirSync(path);
  writeFileSync(workspacePaths(path).database, gunzipSync(readFileSync(FIRST)));
  desk = openTestWorkspace(path);
  const { client, store } = desk;
  const [first] = await client.history.log({});
  expect(first?.id).toMatch(FIRST_COMMIT);
  expect(await client.workspace.verify()).toMatchObject({ ok: true });
  expect((await client.branches.list()).map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
    ["main", true],
  ]);
  expect((await client.offer.show()).map(({ resource, standing }) => [resource, standing])).toEqual([
    ["prompt/rememberer", "new"],
  ]);

  await fill(desk);
  const started = await client.sessions.start({
    agent: "order-clerk",
    dataset: "orders",
    iterations: 1,
    approve: "gate",
    set: { minibatch: 12 },
  });
  await waitForEvent(client, started, ({ type }) => type === "item-finished");
  await client.sessions.endAssessment({ session: started.session });
  expect((await waitForEnd(client, started)).stopped).toMatchObject({ by: "iterations" });
  expect(await client.workspace.verify()).toMatchObject({ ok: true });
  expect(store.commits.history(store.headBranch.commit(), 100).at(-1)?.id).toBe(first?.id);
});
