import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openWorkspaceApart } from "#core/app/apart/open-apart.ts";
import { router } from "#core/app/router.ts";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import { MARBLE_MODEL, RULES, ruleFor } from "#test/support/marble-model.ts";
import { addMarbles, serveMarbles } from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let template: string;
let server: OpenAiServer;
beforeAll(async () => {
  const made = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(made);
  await made.close();
  template = made.folder;
  server = await serveMarbles();
});
afterAll(async () => {
  await server.close();
  remove();
});

let copies = 0;
function openCopy(): TestWorkspace {
  copies += 1;
  return openTestWorkspace(copyWorkspace(template, join(folder, `copy-${copies}`)));
}

function marbleModel() {
  return { ...MARBLE_MODEL, baseUrl: server.baseUrl };
}

const QUESTION = "Case 3: how many red marbles are 2 and 5? Say the number alone.";

/** A prompt and a solver of one's own, and other code for a tool that it uses. */
async function ownSolver(client: WorkspaceClient): Promise<readonly AskedEdit[]> {
  const { content: prompt } = await client.resources.show({ resource: "prompt/solver" });
  const { content: agent } = await client.resources.show({ resource: "agent/solver" });
  const rules = { pointer: RULES.pointer, value: `Solve it. ${ruleFor("red")}` };
  const { content: tool } = await client.resources.show({ resource: "tool/calculator" });
  const { code: before } = tool as { readonly code: string };
  const code = { pointer: "/code", value: `// Of my own.\n${before}` };
  return [
    { type: "register", resource: "prompt/own", content: prompt },
    { type: "register", resource: "agent/own", content: { ...(agent as object), prompt: "own" } },
    { type: "set-variables", resource: "prompt/own", values: [rules] },
    { type: "set-variables", resource: "tool/calculator", values: [code] },
  ];
}

function standing(desk: TestWorkspace) {
  const { store } = desk;
  return {
    head: store.headBranch.commit(),
    versions: store.versions.ids().length,
    operations: [...store.operations.all()].length,
  };
}

async function codeOf(asking: Promise<unknown>): Promise<string> {
  const thrown = await asking.then(
    () => null,
    (error: unknown) => fromWireError(error),
  );
  return thrown instanceof AppError ? thrown.code : String(thrown);
}

describe("[C28] a run over edits that were never committed", () => {
  it("is of an agent that the workspace has never seen, and its trace opens after a restart", async () => {
    const desk = openCopy();
    const edits = [...(await ownSolver(desk.client))];
    const { head, operations } = standing(desk);
    const done = await desk.client.runs.run({ agent: "own", model: marbleModel(), task: QUESTION, edits });
    expect(done).toMatchObject({ output: "7", success: true });
    expect(standing(desk)).toMatchObject({ head, operations });
    expect(await codeOf(desk.client.resources.show({ resource: "agent/own" }))).toBe("resource-missing");
    await desk.close();

    const again = openTestWorkspace(desk.folder);
    const { system } = await again.client.traces.timeline({ trace: done.trace });
    const inForce = Object.fromEntries(
      (system?.versions ?? []).map(({ resource, commit }) => [
        resource,
        commit === null ? "here" : "committed",
      ]),
    );
    expect(inForce).toMatchObject({
      "agent/own": "here",
      "prompt/own": "here",
      "tool/calculator": "here",
      "tool/done": "committed",
    });
    expect(await again.client.traces.show({ trace: done.run })).toMatchObject({
      name: "agent/own",
      errors: 0,
    });
    const shown = (system?.versions ?? []).map(({ version }) => again.store.versions.has(version));
    expect(shown.every(Boolean)).toBe(true);
    expect(await again.client.workspace.verify()).toMatchObject({ ok: true });
    await again.close();
  });

  it("evaluates them in threads as in one, takes from the runs on record, and is no score of a commit", async () => {
    const desk = openCopy();
    const edits = [...(await ownSolver(desk.client))];
    const asked = { agent: "own", model: marbleModel(), dataset: "marbles", edits, limit: 24 };
    const before = await desk.client.home.measured();
    const many = await desk.client.runs.evaluate({ ...asked, workers: 3, fresh: true });
    const one = await desk.client.runs.evaluate({ ...asked, workers: 1 });
    const known = await desk.client.runs.evaluate({ ...asked, workers: 1 });
    expect([many.correct, many.n, many.errors]).toEqual([one.correct, one.n, 0]);
    expect([many.closure, one.cached, known.cached]).toEqual([one.closure, 0, one.n]);
    expect(one.correct).toBeGreaterThan(0);
    expect(await desk.client.home.measured()).toEqual(before);

    await desk.client.resources.change({ edits, message: "Bring in a solver of my own", as: "commit" });
    const { edits: _edits, ...committed } = asked;
    const after = await desk.client.runs.evaluate({ ...committed, workers: 1 });
    expect([after.closure, after.cached]).toEqual([one.closure, one.n]);
    await desk.close();
  });

  it("needs a person, and edits that the registry would take: what is refused leaves nothing", async () => {
    const desk = openCopy();
    const { client } = desk;
    const before = standing(desk);
    const edits = [...(await ownSolver(client))];
    const task = QUESTION;
    const asOther = (kind: "optimizer" | "agent" | "client") =>
      createRouterClient(router, { context: desk.workspace.contextFor({ kind, name: `a ${kind}` }) });
    for (const kind of ["optimizer", "agent", "client"] as const) {
      expect(await codeOf(asOther(kind).runs.run({ agent: "own", task, edits }))).toBe("path-refused");
      expect(await codeOf(asOther(kind).runs.evaluate({ agent: "own", edits }))).toBe("path-refused");
    }
    const one = (edit: AskedEdit) => codeOf(client.runs.run({ agent: "solver", task, edits: [edit] }));
    const set = (resource: "tool/calculator" | "prompt/order-clerk", pointer: string, value: string) =>
      one({ type: "set-variables", resource, values: [{ pointer, value }] });
    expect(await set("tool/calculator", "/code", "export default (")).toBe("build-failed");
    expect(await set("prompt/order-clerk", "/messages/0/sections/2/text", "No rules.")).toBe("locked-region");
    const key = `Use sk-${"a1B2".repeat(10)}`;
    expect(await set("prompt/order-clerk", "/description", key)).toBe("secret-in-content");
    expect(await one({ type: "register", resource: "prompt/solver", content: {} })).toBe("resource-exists");
    // Refused after its edits were found good: also the next change takes nothing of them along.
    const model = marbleModel();
    expect(await codeOf(client.runs.run({ agent: "nobody", task, edits, model }))).toBe("resource-missing");
    const none = { agent: "own", dataset: "marbles", items: ["nothing"], edits, model };
    expect(await codeOf(client.runs.evaluate(none))).toBe("input-invalid");
    desk.store.durable(() => undefined);
    expect(standing(desk)).toEqual(before);
    await desk.close();
  });

  it("is made by a host whose runtime has a thread of its own", async () => {
    const copy = copyWorkspace(template, join(folder, "apart"));
    const opened = await openWorkspaceApart({
      folder: copy,
      host: "test",
      reportBug: (error) => {
        throw error;
      },
      secrets: { find: () => null },
    });
    const { client, close } = assertDefined(opened, "the workspace");
    const edits = [...(await ownSolver(client))];
    const done = await client.runs.run({ agent: "own", model: marbleModel(), task: QUESTION, edits });
    expect(done.output).toBe("7");
    const { system } = await client.traces.timeline({ trace: done.trace });
    expect(system?.versions.map(({ resource }) => resource)).toContain("prompt/own");
    await close();
  });
});
