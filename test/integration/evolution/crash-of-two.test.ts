import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { askCli, askSession, readDocument, runCli, startCli } from "#test/support/cli-process.ts";
import { makeMarbleWorkspace, startArgs } from "#test/support/marble-cli.ts";
import { serveMarbles } from "#test/support/marble-workspace.ts";
import { copyWorkspace, makeFolder } from "#test/support/test-workspace.ts";

/** Several processes, two at a time, on a machine that may be busy. */
const PATIENCE_MS = 180_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let template: string;
let alone: SessionDocument;

beforeAll(async () => {
  template = await makeMarbleWorkspace(folder);
  const server = await serveMarbles();
  const args = startArgs(copyWorkspace(template, join(folder, "alone")), server);
  alone = readDocument<SessionDocument>(await runCli(args), 0, args);
  await server.close();
});
afterAll(remove);

/** Requests by which both sessions are in the midst of their work. */
const IN_THE_MIDST = 150;

it("[S22] killed with SIGKILL while two sessions run, both resume to the decisions of one that ran alone", async () => {
  const workspace = copyWorkspace(template, join(folder, "two"));
  const at = ["--workspace", workspace];
  await askCli(["branch", "create", "try", ...at]);
  const holder: { kill: (() => void) | null } = { kill: null };
  let count = 0;
  let isKilled = false;
  const server = await serveMarbles({
    faults: () => {
      count += 1;
      if (isKilled || count < IN_THE_MIDST || holder.kill === null) return null;
      holder.kill();
      return { type: "hang" };
    },
  });
  try {
    const first = startCli(startArgs(workspace, server));
    await waitUntil(() => count > 5);
    // The process that holds the workspace runs it too, so that both die at once.
    const second = startCli(startArgs(workspace, server, ["--branch", "try"]));
    await waitUntil(async () => (await askCli<unknown[]>(["session", "list", ...at])).length === 2);
    holder.kill = () => void first.child.kill("SIGKILL");
    expect((await first.finished).code).toBeNull();
    isKilled = true;
    expect((await second.finished).code).toBe(1);
    const shown = await Promise.all(["1", "2"].map(async (id) => askSession(["show", id, ...at])));
    expect(shown.map(({ state, branch }) => [state, branch])).toEqual([
      ["interrupted", "main"],
      ["interrupted", "try"],
    ]);
    const ends = await Promise.all(["1", "2"].map(async (id) => askSession(["resume", id, ...at])));
    expect(ends.map(({ decisionsSha256 }) => decisionsSha256)).toEqual(Array(2).fill(alone.decisionsSha256));
    expect(ends.map(({ state, commits }) => [state, commits])).toEqual(Array(2).fill(["stopped", 2]));
    expect(await askCli(["verify", ...at])).toMatchObject({ ok: true });
  } finally {
    await server.close();
  }
});

async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
