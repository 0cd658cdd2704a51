import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import { AppError } from "#core/base/app-error.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FILES = "environment/desk-files";
const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let client: WorkspaceClient;
let server: OpenAiServer;
/** Whether the model writes a file before it answers. */
let writes = false;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  client = desk.client;
  server = await startOpenAiServer({
    chunkCharacters: 200,
    reply: ({ body }) => {
      const hasWritten = body.messages.some(({ role }) => role === "tool");
      return writes && !hasWritten
        ? { toolCalls: [{ name: "write_file", argumentsText: '{"path":"left.txt","text":"here"}' }] }
        : { text: "done" };
    },
  });
  await client.resources.change({
    edits: [{ type: "attach", resource: "agent/solver", part: FILES }],
    message: "Let it write files",
  });
});
afterAll(async () => {
  await desk.close();
  await server.close();
  remove();
});

const run = async () =>
  client.runs.run({
    agent: "solver",
    model: { provider: "openai", name: "any", baseUrl: server.baseUrl },
    task: "Say done.",
  });

function clientFor(kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: desk.workspace.contextFor({ kind, name: `a ${kind}` }) });
}

async function codeOf(asking: Promise<unknown>): Promise<string> {
  try {
    await asking;
    return "done";
  } catch (thrown) {
    const error = fromWireError(thrown);
    return error instanceof AppError ? error.code : String(error);
  }
}

describe("[R36] how a resource stands", () => {
  it("is told of an environment: what runs begin in, and by digest what one left", async () => {
    writes = false;
    const idle = await run();
    writes = true;
    const busy = await run();
    const begun = await client.resources.state({ resource: FILES });
    const [untouched, written] = await Promise.all(
      [idle.run, busy.run].map((id) => client.resources.state({ resource: FILES, run: id })),
    );
    expect(begun.begins?.state).toMatchObject({ files: { "readme.txt": expect.any(String) } });
    expect([begun.left, untouched?.left?.isAsBegun, written?.left?.isAsBegun]).toEqual([null, true, false]);
    expect(untouched?.left?.digest).toBe(begun.begins?.digest);
    expect(written?.left?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(begun.evidence.runs).toBe(2);
    // By its trace as by its run.
    expect((await client.resources.state({ resource: FILES, run: busy.trace })).left).toEqual(written?.left);
  });

  it("refuses a run of something that no run leaves in a state, one that did not use it, and none", async () => {
    const { run: id } = await run();
    const ask = async (resource: "memory/house-notes" | typeof FILES, named: string) =>
      codeOf(client.resources.state({ resource, run: named }));
    expect(await ask("memory/house-notes", id)).toBe("input-invalid");
    expect(await ask(FILES, "no-such-run")).toBe("not-found");
    const other = await client.runs.run({ task: "A lamp, please.", agent: "order-clerk" });
    expect(await ask(FILES, other.run)).toBe("not-found");
  });

  it("is not told to a client of a run without a score that asks what the gate measures by", async () => {
    const { run: id } = await run();
    const other = clientFor("client");
    expect(await codeOf(other.resources.state({ resource: FILES, run: id }))).toBe("done");
    const { input } = desk.store.runs.find(id) ?? {};
    const text = JSON.stringify({ input, expected: "1" });
    await client.data.import({ name: "held", source: { text }, format: "jsonl", split: "validation" });
    expect(await codeOf(other.resources.state({ resource: FILES, run: id }))).toBe("split-sealed");
    expect(await codeOf(client.resources.state({ resource: FILES, run: id }))).toBe("done");
  });

  it("is told of a memory: what it serves, and how much of what it holds", async () => {
    const record = (id: string, importance: number) => ({
      id,
      type: "insight",
      text: `Rule ${id}.`,
      importance,
      provenance: {},
    });
    const values = [{ pointer: "/records", value: [record("low", 0.1), record("high", 0.9)] }];
    await client.resources.setVariables({ resource: "memory/house-notes", values, message: "Remember" });
    const { serves, usedBy, label } = await client.resources.state({ resource: "memory/house-notes" });
    expect([serves?.served, serves?.records, usedBy, label]).toEqual([2, 2, ["agent/order-clerk"], "1.0.1"]);
    expect(serves?.text.split("\n").slice(1)).toEqual(["- Rule high.", "- Rule low."]);
  });

  it("says since when: the version by its commit, the state by the one that put it there", async () => {
    const before = await client.resources.state({ resource: "tool/todo" });
    const step = async (name: "deprecate" | "reactivate") =>
      client.resources.change({
        edits: [{ type: "step", resource: "tool/todo", step: name }],
        message: `Then ${name}`,
      });
    const { head } = await step("deprecate");
    const after = await client.resources.state({ resource: "tool/todo" });
    expect([after.lifecycle, after.since.lifecycle?.commit]).toEqual(["deprecated", head]);
    expect(after.version).toBe(before.version);
    const { head: back } = await step("reactivate");
    expect((await client.resources.state({ resource: "tool/todo" })).since.lifecycle?.commit).toBe(back);
    const then = await client.resources.state({ resource: "tool/todo", at: head });
    expect([then.lifecycle, then.since.lifecycle?.message]).toEqual(["deprecated", "Then deprecate"]);
  });

  it("names what was measured with the version in force, and nothing else", async () => {
    await client.runs.evaluate({ dataset: "order-desk", split: "validation", limit: 3 });
    const { evidence } = await client.resources.state({ resource: "prompt/order-clerk" });
    expect(evidence.evaluations).toMatchObject([{ dataset: "order-desk", items: 3 }]);
    expect((await client.resources.state({ resource: "prompt/solver" })).evidence.evaluations).toEqual([]);
  });

  it("of a run that the gate measures by is told to people alone", async () => {
    const { rows } = await client.traces.find({ limit: 100 });
    const results = await Promise.all(rows.map(({ trace }) => client.traces.show({ trace })));
    const gate = results.find(({ result }) => result?.split === "validation");
    for (const kind of ["optimizer", "agent", "client"] as const)
      expect(await codeOf(clientFor(kind).resources.state({ resource: FILES, run: gate?.trace ?? "" }))).toBe(
        "split-sealed",
      );
  });
});
