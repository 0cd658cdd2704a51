import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { openWorkspaceApart, type ApartOptions, type ApartWorkspace } from "#core/app/apart/open-apart.ts";
import { PLACES } from "#core/app/apart/places.ts";
import type { DoesWith } from "#core/app/apart/serving-router.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { historyHandlers } from "#core/app/handlers/history.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { EventDocument } from "#core/contract/events.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";
import { copyWorkspace, makeFolder, makeOrderDesk, waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let template: string;
beforeAll(async () => {
  template = await makeOrderDesk(folder);
});
afterAll(remove);

const TASK = "Where is my order 1234?";

async function open(name: string, options: Partial<ApartOptions> = {}): Promise<ApartWorkspace> {
  const opened = await openWorkspaceApart({
    folder: copyWorkspace(template, join(folder, name)),
    host: "test",
    reportBug: (error) => {
      throw error;
    },
    secrets: { find: () => null },
    ...options,
  });
  return assertDefined(opened, `the workspace ${name}`);
}

describe("[W8] a workspace that runs in a thread of its own", () => {
  let workspace: ApartWorkspace;
  let client: WorkspaceClient;
  let trace: string;
  let proposal: string;
  beforeAll(async () => {
    workspace = await open("all");
    ({ client } = workspace);
    ({ trace } = await client.runs.run({ task: TASK }));
    const variables = (await client.resources.show({ resource: "agent/order-clerk" })).variables;
    expect(variables.length).toBeGreaterThan(0);
    await client.runs.evaluate({ split: "train", limit: 1 });
    const started = await client.sessions.start({ iterations: 1, seed: 5, approve: "ask" });
    await waitForEnd(client, started);
    proposal = assertDefined((await client.proposals.list({}))[0], "a proposal").id;
  });
  afterAll(async () => workspace.close());

  /** One call for each that is said to be answered by a connection that cannot write. */
  const READS: Readonly<Record<string, () => Promise<unknown>>> = {
    "workspace.info": async () => client.workspace.info(),
    "workspace.verify": async () => client.workspace.verify(),
    "history.log": async () => client.history.log({}),
    "history.skeleton": async () => client.history.skeleton({}),
    "history.commits": async () => client.history.commits({ ids: [] }),
    "history.find": async () => client.history.find({ text: "order" }),
    "history.show": async () => client.history.show({ commit: "head" }),
    "history.diff": async () => client.history.diff({ from: "head", to: "head" }),
    "history.previewRollback": async () => client.history.previewRollback({ commit: "head" }),
    "history.previewUndo": async () => client.history.previewUndo(),
    "history.previewRedo": async () => client.history.previewRedo(),
    "history.operations": async () => client.history.operations({}),
    "branches.list": async () => client.branches.list(),
    "tags.list": async () => client.tags.list(),
    "tags.history": async () => client.tags.history(),
    "resources.list": async () => client.resources.list({}),
    "resources.show": async () => client.resources.show({ resource: "agent/order-clerk" }),
    "resources.versions": async () => client.resources.versions({ resource: "agent/order-clerk" }),
    "resources.contractText": async () => client.resources.contractText({}),
    "resources.state": async () => client.resources.state({ resource: "prompt/order-clerk" }),
    "resources.contract": async () => client.resources.contract({}),
    "resolve.resource": async () => client.resolve.resource({ resource: "agent/order-clerk" }),
    "resolve.system": async () => client.resolve.system({ agent: "agent/order-clerk" }),
    "resolve.client": async () => client.resolve.client({ language: "python" }),
    "offer.show": async () => client.offer.show(),
    "data.list": async () => client.data.list(),
    "data.uses": async () => client.data.uses({ dataset: "order-desk" }),
    "data.items": async () => client.data.items({ dataset: "order-desk", split: "validation" }),
    "evaluations.list": async () => client.evaluations.list({}),
    "evaluations.show": async () => {
      const [made] = await client.evaluations.list({});
      return client.evaluations.show({ id: assertDefined(made, "an evaluation").id });
    },
    "files.export": async () => client.files.export({ resources: ["prompt/order-clerk"] }),
    "sessions.list": async () => client.sessions.list(),
    "sessions.show": async () => client.sessions.show({ session: "1" }),
    "sessions.runs": async () => client.sessions.runs({ session: "1" }),
    "sessions.matrix": async () => client.sessions.matrix({ session: "1" }),
    "sessions.events": async () => firstEvent(client),
    "proposals.list": async () => client.proposals.list({}),
    "proposals.show": async () => client.proposals.show({ id: proposal }),
    "traces.find": async () => client.traces.find({ text: "order" }),
    "traces.choices": async () => client.traces.choices(),
    "traces.show": async () => client.traces.show({ trace }),
    "traces.timeline": async () => client.traces.timeline({ trace }),
    "traces.columns": async () => client.traces.columns({ trace }),
    "traces.span": async () => {
      const { tree } = await client.traces.show({ trace });
      return client.traces.span({ trace, span: assertDefined(tree[0], "a span").span });
    },
    "traces.search": async () => client.traces.search({ trace, text: "order" }),
    "traces.compare": async () => client.traces.compare({ left: trace, right: trace }),
    "traces.export": async () => client.traces.export({ trace, format: "otlp" }),
    "replays.list": async () => client.replays.list({ run: trace }),
    "replays.playable": async () => client.replays.playable({}),
    "home.spent": async () => client.home.spent(),
    "home.measured": async () => client.home.measured(),
  };

  it("answers whatever reads from a connection that cannot write", async () => {
    const told = Object.entries(PLACES).flatMap(([group, places]) =>
      Object.entries(places)
        .filter(([, place]) => place === "reads" || place === "follows")
        .map(([name]) => `${group}.${name}`),
    );
    expect(Object.keys(READS).toSorted()).toEqual(told.toSorted());
    const failed: string[] = [];
    for (const [name, read] of Object.entries(READS)) {
      await read().catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
    }
    expect(failed).toEqual([]);
    const { store } = workspace.served.context;
    expect(() => store.durable(() => store.sessions.addHint("1", "x"))).toThrow(
      expect.objectContaining({ code: "read-only" }),
    );
  });

  it("does not compile where what changes something is said to read", () => {
    const reader: DoesWith<ReadingContext> = historyHandlers.log;
    // @ts-expect-error It needs the context of what writes.
    const writer: DoesWith<ReadingContext> = historyHandlers.undo;
    expect([reader, writer]).toHaveLength(2);
  });

  it("[W9] what was seen of validation items is on record, once, and before it was answered", async () => {
    const seen = (): readonly unknown[] =>
      workspace.served.context.store.audit.ofType("validation-seen").map(({ body }) => body["what"]);
    await client.data.items({ dataset: "order-desk", split: "validation" });
    expect(seen().filter((what) => what === "items")).toEqual(["items"]);
  });
});

describe("[W7] whoever was answered finds what was done", () => {
  let workspace: ApartWorkspace;
  let client: WorkspaceClient;
  beforeAll(async () => {
    workspace = await open("own-writes");
    ({ client } = workspace);
  });
  afterAll(async () => workspace.close());

  it("a run, which is written in a group, by its trace", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { run, trace } = await client.runs.run({ task: `${TASK} ${round}` });
      expect(await client.traces.timeline({ trace })).toMatchObject({ run, isOpen: false });
      expect((await client.traces.find({ limit: 1 })).rows).toMatchObject([{ trace }]);
    }
  });

  it("a commit and its undo, by the head", async () => {
    const { head } = await client.workspace.info();
    const done = await client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Tidy up." }],
      message: "Tidy up",
    });
    expect(await client.workspace.info()).toMatchObject({ head: done.head });
    await client.history.undo();
    const [undone] = await client.history.log({ limit: 1 });
    expect(undone?.parents).toEqual([done.head]);
    expect((await client.history.diff({ from: head, to: "head" })).changes).toEqual([]);
  });

  it("that a session runs, that it does no longer, and each proposal that an event tells of", async () => {
    const started = await client.sessions.start({ iterations: 1, seed: 5, approve: "gate" });
    const { session } = started;
    expect([started.state, (await client.sessions.show({ session })).state]).toEqual(["running", "running"]);
    expect(await client.branches.list()).toMatchObject([{ session }]);
    const left = new AbortController();
    const events = await client.sessions.events({ session, after: 0 }, { signal: left.signal });
    for await (const event of events) {
      if (event.kind === "passing") continue;
      if (event.type === "proposal-created") {
        expect(await client.proposals.show({ id: event.body.proposal })).toMatchObject({ session });
      }
      if (event.type === "session-state" && event.body.state !== "running") break;
    }
    left.abort();
    await expect.poll(async () => (await client.sessions.show({ session })).state).toBe("stopped");
    expect(await client.branches.list()).toMatchObject([{ session: null }]);
  });
});

describe("[W6] what is found out by starting programs", () => {
  it("is found out by the thread that runs: what stands around evolved code", async () => {
    const own = createNodeProcessHost();
    let asked = 0;
    const confinement = (): Confinement => {
      asked += 1;
      return { process: "utility", system: "none" };
    };
    const workspace = await open("walls", { processHost: { ...own, confinement } });
    const before = asked;
    const settings = await Promise.all([1, 2].map(async () => workspace.client.settings.read()));
    expect([settings.map(({ evolvedCode }) => evolvedCode.process), asked]).toEqual([
      ["utility", "utility"],
      before,
    ]);
    await workspace.close();
  });
});

describe("[W11] keys and settings", () => {
  it("the thread that runs has a key as soon as it was typed in, and hides it in whatever it stores", async () => {
    const workspace = await open("keys", {
      secrets: { find: (variable) => (variable === "OPENAI_API_KEY" ? "given-key-0123456789" : null) },
    });
    const { client } = workspace;
    const taskOf = async (said: string): Promise<string | null | undefined> => {
      const { trace } = await client.runs.run({ task: `Say ${said}` });
      return (await client.traces.timeline({ trace })).task;
    };
    try {
      expect(await taskOf("given-key-0123456789")).toBe("Say [key OPENAI_API_KEY]");
      expect(await taskOf("typed-key-0123456789")).toBe("Say typed-key-0123456789");
      const told = await client.connections.setKey({ name: "VLLM_API_KEY", key: "typed-key-0123456789" });
      expect(told.find(({ name }) => name === "vllm")?.keys).toMatchObject([{ origin: "typed" }]);
      expect(await taskOf("typed-key-0123456789")).toBe("Say [key VLLM_API_KEY]");
    } finally {
      await workspace.close();
    }
  });

  it("[M17] a connection that is saved, and its key, are there for the thread that runs", async () => {
    const server = await startOpenAiServer({ reply: () => ({ text: "5" }) });
    const given = new Map([["SAFE_KEY", "kept-key-0123456789"]]);
    const workspace = await open("connections", { secrets: { find: (name) => given.get(name) ?? null } });
    const { client } = workspace;
    try {
      const connection = { baseUrl: server.baseUrl, keys: ["SAFE_KEY"] };
      const saved = await client.connections.save({ name: "team", connection });
      expect(saved[0]).toMatchObject({ name: "team", keys: [{ origin: "environment", isTrusted: true }] });
      await expect(client.connections.try({ model: "team/m" })).resolves.toMatchObject({
        ok: true,
        answer: "5",
      });
      await client.connections.setKey({ name: "SAFE_KEY", key: "typed-key-0123456789" });
      await client.connections.try({ model: "team/m" });
      expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
        "Bearer kept-key-0123456789",
        "Bearer typed-key-0123456789",
      ]);
      const untrusted = await client.connections.trust({ name: "team", isTrusted: false });
      expect(untrusted[0]).toMatchObject({ problem: { code: "connection-untrusted" } });
      const asked = client.runs.run({ task: "x", agent: "solver", model: { provider: "team", name: "m" } });
      await expect(asked).rejects.toMatchObject({ data: { code: "connection-untrusted" } });
    } finally {
      await workspace.close();
      await server.close();
    }
  });

  it("what is written into workspace.yaml by hand is in force once it was looked at, and what is saved at once", async () => {
    const workspace = await open("settings");
    const { client } = workspace;
    const approveOf = (session: string) =>
      workspace.served.context.store.sessions.find(session)?.config.approve;
    try {
      writeFileSync(workspace.paths.config, "agent: order-clerk\ndataset: order-desk\napprove: gate\n");
      await client.settings.read();
      const { session } = await client.sessions.start({ iterations: 1 });
      expect(approveOf(session)).toBe("gate");
      await client.sessions.stop({ session });
      const saved = await client.settings.save({ approve: "ask" });
      expect(saved).toMatchObject({ approve: "ask", keysKeptIn: "memory" });
      const next = await client.sessions.start({ iterations: 1 });
      expect(approveOf(next.session)).toBe("ask");
    } finally {
      await workspace.close();
    }
  });
});

describe("opening and closing", () => {
  it("one that is open is held, and free once it is closed, its session paused and all of it in one file", async () => {
    const workspace = await open("held");
    const place = workspace.paths.folder;
    const options = { folder: place, host: "test", reportBug: fail, secrets: { find: () => null } };
    expect([await openWorkspaceApart(options), openWorkspace(options)]).toEqual([null, null]);
    const { session } = await workspace.client.sessions.start({ iterations: 20, approve: "gate" });
    await workspace.close();
    rmSync(`${workspace.paths.database}-shm`, { force: true });
    const store = openStore(workspace.paths.database, { readOnly: true });
    expect(store.sessions.find(session)).toMatchObject({ state: "paused" });
    store.close();
    const again = assertDefined(openWorkspace(options), "the workspace");
    await again.close();
  });

  it("what keeps the file from being opened is said as it is in one thread, and lets go of it", async () => {
    const place = copyWorkspace(template, join(folder, "broken"));
    writeFileSync(join(place, "workspace.sqlite"), "no database");
    const options = { folder: place, host: "test", reportBug: fail, secrets: { find: () => null } };
    const errors = [
      await openWorkspaceApart(options).catch((error: unknown) => error),
      // Behind it: what it could not open it does not hold either.
      await Promise.resolve(options)
        .then(openWorkspace)
        .catch((error: unknown) => error),
    ];
    expect(errors).toMatchObject([{ code: "workspace-damaged" }, { code: "workspace-damaged" }]);
  });
});

async function firstEvent(client: WorkspaceClient): Promise<EventDocument | undefined> {
  const left = new AbortController();
  try {
    for await (const event of await client.sessions.events({ after: 0 }, { signal: left.signal }))
      return event;
    return undefined;
  } finally {
    left.abort();
  }
}

function fail(error: unknown): never {
  throw error;
}
