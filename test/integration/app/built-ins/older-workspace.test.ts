import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readBuiltIns } from "#core/app/built-ins/built-ins.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { StateEntry } from "#core/domain/state.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { commitView } from "#core/resources/commit.ts";
import { createView, viewAtCommit } from "#core/resources/view.ts";
import { builtInsWithout, makeOlderWorkspace } from "#test/support/older-workspace.ts";
import {
  copyWorkspace,
  makeFolder,
  openTestWorkspace,
  waitForEnd,
  waitForEvent,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SEED = { from: "order-desk", houseSeed: 1 } as const;
const { folder, remove } = makeFolder();
let older: string;
let present: string;
let desk: TestWorkspace;

beforeAll(async () => {
  older = await makeOlderWorkspace(join(folder, "older"), SEED, builtInsWithout("prompt/rememberer"));
  present = await makeOlderWorkspace(join(folder, "present"), SEED, readBuiltIns());
});
afterEach(async () => desk.close());
afterAll(remove);

let made = 0;
function open(from: string, parts: Parameters<typeof openTestWorkspace>[2] = {}): TestWorkspace {
  made += 1;
  desk = openTestWorkspace(copyWorkspace(from, join(folder, `copy-${made}`)), undefined, parts);
  return desk;
}

/** One iteration, its assessment cut short, and the notes at the end. */
async function runOne({ client }: TestWorkspace): Promise<SessionDocument> {
  const started = await client.sessions.start({ iterations: 1, approve: "gate", set: { minibatch: 12 } });
  await waitForEvent(client, started, ({ type }) => type === "item-finished");
  await client.sessions.endAssessment({ session: started.session });
  return waitForEnd(client, started);
}

/** Versions of the prompts that the operators' model calls were made with. */
function promptsAsked({ store }: TestWorkspace): ReadonlyMap<string, string> {
  const spans = store.traces
    .newest(1000)
    .filter(({ run }) => run === null)
    .flatMap(({ id }) => store.traces.spans(id));
  return new Map(
    spans.flatMap(({ attributes }) => {
      const key = attributes[AUTOGENESIS.resource];
      return typeof key === "string" && key.startsWith("prompt/")
        ? [[key, String(attributes[AUTOGENESIS.resourceVersion])] as const]
        : [];
    }),
  );
}

describe("a workspace that an older program made without prompt/rememberer", () => {
  it("[R16] runs a session to its end with what the program ships, and says which version that was", async () => {
    const { client, store } = open(older);
    const head = store.headBranch.commit();
    const { stopped } = await runOne(desk);
    expect(stopped).toMatchObject({ by: "iterations" });
    const version = promptsAsked(desk).get("prompt/rememberer") ?? "";
    expect(version).toBe(readBuiltIns().get("prompt/rememberer")?.version);
    expect(store.versions.get(version).resource).toBe("prompt/rememberer");
    expect(viewAtCommit(store, store.headBranch.commit()).find("prompt/rememberer")).toBeNull();
    expect(store.commits.history(store.headBranch.commit(), 100).at(-1)?.id).toBe(head);
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
  });

  it("[R16] asks with the same versions as a workspace that has them, and with its own where it has one", async () => {
    await runOne(open(present));
    const whole = promptsAsked(desk);
    expect([...whole.keys()].toSorted()).toEqual([
      "prompt/improver",
      "prompt/reflector",
      "prompt/rememberer",
    ]);
    await desk.close();
    open(older);
    const values = [{ pointer: "/messages/0/sections/0/text", value: "State causes. Cite spans." }];
    await desk.client.resources.setVariables({ resource: "prompt/reflector", values, message: "Ours" });
    const own = viewAtCommit(desk.store, desk.store.headBranch.commit()).get("prompt/reflector").version;
    await runOne(desk);
    expect(promptsAsked(desk)).toEqual(new Map([...whole, ["prompt/reflector", own]]));
  });
});

/** A state that no edit of this program leads to: made by another, or by hand. */
function force({ store }: TestWorkspace, entries: ReadonlyArray<readonly [ResourceKey, StateEntry]>): void {
  const base = store.headBranch.commit();
  const state = new Map([...viewAtCommit(store, base).state, ...entries]);
  commitView(store, createView(store, state), {
    branch: MAIN_BRANCH,
    base,
    author: { kind: "person", name: "x" },
    message: "Forced",
    at: 1,
    operation: { kind: "edit", label: "Forced" },
  });
}

describe("what a session lacks is said before it is made", () => {
  const start = async () => desk.client.sessions.start({ iterations: 1 });

  it("[R18] by all of its names, and nothing is left behind", async () => {
    const { client, store } = open(present);
    const view = viewAtCommit(store, store.headBranch.commit());
    const { resource } = view.get("agent/order-clerk");
    const agent = { ...resource, content: { ...resource.content, tools: ["calculator", "ghost"] } };
    const version = store.versions.put("agent/order-clerk", agent as typeof resource, 1);
    force(desk, [
      ["agent/order-clerk", { version, lifecycle: "active" }],
      ["memory/house-notes", { version: view.get("memory/house-notes").version, lifecycle: "archived" }],
    ]);
    const events = store.events.last();
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/tool\/ghost does not exist.*memory\/house-notes is archived/) as string,
      data: { code: "resource-missing" },
    });
    expect([await client.sessions.list(), store.events.last()]).toEqual([[], events]);
  });

  it("[R18] a builtin that this program does not have", async () => {
    const { store } = open(present);
    const { resource } = viewAtCommit(store, store.headBranch.commit()).get("tool/done");
    const other = { ...resource, content: { ...resource.content, implementation: "teleport" } };
    const version = store.versions.put("tool/done", other as typeof resource, 1);
    force(desk, [["tool/done", { version, lifecycle: "active" }]]);
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining('tool/done is the builtin "teleport"') as string,
    });
  });

  it("[R18] a prompt of the optimizer's that neither the workspace nor the program has", async () => {
    open(older, { builtIns: () => builtInsWithout("prompt/rememberer") });
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining("the optimizer reflection needs prompt/rememberer") as string,
    });
  });

  it("[R18] a prompt of the optimizer's that asks for more than the program fills in", async () => {
    const { store } = open(present);
    const { resource } = viewAtCommit(store, store.headBranch.commit()).get("prompt/improver");
    const text = JSON.stringify(resource.content)
      .replace("{{rejected}}", "{{rejected}} {{moon}}")
      .replace('"properties":{', '"properties":{"moon":{"type":"string"},');
    const content = JSON.parse(text) as typeof resource.content;
    const version = store.versions.put("prompt/improver", { ...resource, content } as typeof resource, 1);
    force(desk, [["prompt/improver", { version, lifecycle: "active" }]]);
    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining("prompt/improver asks for {{moon}}") as string,
    });
  });

  it("[R16] an archived prompt is not in use: the program's serves", async () => {
    const { store } = open(present);
    const { version } = viewAtCommit(store, store.headBranch.commit()).get("prompt/rememberer");
    force(desk, [["prompt/rememberer", { version, lifecycle: "archived" }]]);
    const { session } = await start();
    await desk.client.sessions.stop({ session });
    expect(await desk.client.sessions.list()).toHaveLength(1);
  });
});
