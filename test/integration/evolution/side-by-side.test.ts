import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  waitForEnd,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Several whole sessions over the simulated model, on a machine that may be busy. */
const PATIENCE_MS = 240_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let template: string;
/** Run alone, on the first branch. */
let alone: SessionDocument;

beforeAll(async () => {
  template = await makeOrderDesk(folder);
  const desk = openCopy("alone");
  alone = await waitForEnd(desk.client, await start(desk));
  await desk.close();
  expect(alone).toMatchObject({ branch: "main", stopped: { by: "iterations" }, commits: 2 });
});
afterAll(remove);

function openCopy(name: string): TestWorkspace {
  return openTestWorkspace(copyWorkspace(template, join(folder, name)));
}

type StartInput = Parameters<TestWorkspace["client"]["sessions"]["start"]>[0];

async function start({ client }: TestWorkspace, input: StartInput = {}): Promise<SessionDocument> {
  return client.sessions.start({ iterations: 2, seed: 1, approve: "gate", ...input });
}

const ended = async ({ client }: TestWorkspace, sessions: readonly SessionDocument[]) =>
  Promise.all(sessions.map(async (session) => waitForEnd(client, session)));

describe("[S21] a session decides the same whatever runs beside it", () => {
  it("on a branch from the same commit as on the first one, one after the other or side by side", async () => {
    const desk = openCopy("one-by-one");
    await desk.client.branches.create({ name: "try" });
    await desk.client.branches.create({ name: "other" });
    const [first] = await ended(desk, [await start(desk)]);
    const [second] = await ended(desk, [await start(desk, { branch: "try" })]);
    const [third] = await ended(desk, [await start(desk, { branch: "other", seed: 2 })]);
    expect([first, second].map((each) => each?.decisionsSha256)).toEqual(
      Array(2).fill(alone.decisionsSha256),
    );
    await desk.close();

    const beside = openCopy("side-by-side");
    await beside.client.branches.create({ name: "try" });
    await beside.client.branches.create({ name: "other" });
    const begun = [
      await start(beside),
      await start(beside, { branch: "try" }),
      await start(beside, { branch: "other", seed: 2 }),
    ];
    expect(begun.map(({ state, branch }) => [state, branch])).toEqual([
      ["running", "main"],
      ["running", "try"],
      ["running", "other"],
    ]);
    const all = await ended(beside, begun);
    expect(all.map((each) => each.decisionsSha256)).toEqual(
      [first, second, third].map((each) => each?.decisionsSha256),
    );
    const { store } = beside;
    const stateOf = (branch: string): string => store.commits.get(store.refs.headOf(branch)).state;
    expect([stateOf("try"), store.refs.headOf("try") === store.refs.headOf("main")]).toEqual([
      stateOf("main"),
      false,
    ]);
    // What one session tells, and what it filed, is its own.
    for (const { session, branch } of all) {
      const events = store.events.after(0, session, 10_000);
      const iterations = events.flatMap((event) =>
        event.type === "iteration-started" ? [event.body.iteration] : [],
      );
      expect(iterations).toEqual([1, 2]);
      expect(store.proposals.ofSession(session).every((proposal) => proposal.branch === branch)).toBe(true);
    }
    expect(await beside.client.workspace.verify()).toMatchObject({ ok: true });
    await beside.close();
  });

  it("two on one branch are refused by name, and so is one on a branch that is not there", async () => {
    const desk = openCopy("busy");
    await desk.client.branches.create({ name: "try" });
    const running = await start(desk, { branch: "try" });
    const refused = (code: string, message: string) => ({ data: { code }, message });
    await expect(start(desk, { branch: "try" })).rejects.toMatchObject(
      refused("session-busy", `Session ${running.session} is running on branch try.`),
    );
    await expect(start(desk, { branch: "elsewhere" })).rejects.toMatchObject(
      refused("not-found", 'There is no branch "elsewhere".'),
    );
    expect(desk.store.sessions.list()).toHaveLength(1);
    await desk.close();
  });

  it("undoing on one branch leaves alone what runs on another, and is undone there alone", async () => {
    const desk = openCopy("undo");
    const { client, store } = desk;
    await client.branches.create({ name: "try" });
    const running = await start(desk, { branch: "try" });
    const before = store.refs.headOf("main");
    await client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Tidy up." }],
      message: "Tidy up",
    });
    const edited = store.refs.headOf("main");
    const undone = await client.history.undo();
    const main = store.refs.headOf("main");
    expect([edited === before, undone.head]).toEqual([false, main]);
    await expect(client.history.undo()).rejects.toMatchObject({ data: { code: "nothing-to-undo" } });
    const end = await waitForEnd(client, running);
    expect(end.decisionsSha256).toBe(alone.decisionsSha256);
    expect(store.refs.headOf("main")).toBe(main);
    await client.branches.switch({ name: "try" });
    const { head } = await client.history.undo();
    expect([store.refs.headOf("try"), store.refs.headOf("main")]).toEqual([head, main]);
    await desk.close();
  });

  it("a program that is closed while two run pauses both, and both go on to the same decisions", async () => {
    const desk = openCopy("closed");
    await desk.client.branches.create({ name: "try" });
    const begun = [await start(desk), await start(desk, { branch: "try" })];
    await desk.close();
    const again = openTestWorkspace(desk.folder);
    const { client } = again;
    const paused = await Promise.all(begun.map(async ({ session }) => client.sessions.show({ session })));
    expect(paused.map(({ state }) => state)).toEqual(["paused", "paused"]);
    const resumed = await Promise.all(begun.map(async ({ session }) => client.sessions.resume({ session })));
    const all = await ended(again, resumed);
    expect(all.map((each) => each.decisionsSha256)).toEqual(Array(2).fill(alone.decisionsSha256));
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
    await again.close();
  });
});
