import { readFileSync, writeFileSync } from "node:fs";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { router } from "#core/app/router.ts";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import { withRaw } from "#test/support/raw-database.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** The registry and its history, asked through the contract as every window and terminal asks. */
let made: ReturnType<typeof makeFolder>;
let desk: TestWorkspace;
let first: string;
beforeAll(async () => {
  made = makeFolder();
  desk = openTestWorkspace(await makeOrderDesk(made.folder));
  first = desk.store.headBranch.commit();
});
afterAll(async () => {
  await desk.close();
  made.remove();
});

const RULES = { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" } as const;

function setRules(client: WorkspaceClient, value: string) {
  const values = [{ pointer: RULES.pointer, value }];
  return client.resources.setVariables({ resource: RULES.resource, values, message: `Say ${value}` });
}

/** The same workspace, asked by somebody else; what is refused must be no defect of ours. */
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

describe("[V10] through the contract, too, nobody but a person moves the head", () => {
  it.each(["optimizer", "agent", "client"] as const)("asked by: %s", async (kind) => {
    const client = clientFor(kind);
    const learnable = setRules(client, "Solve it.");
    const codes = await Promise.all(
      [learnable, client.history.rollback({ commit: first }), client.history.undo()].map(codeOf),
    );
    expect(codes).toEqual(["decision-refused", "decision-refused", "nothing-to-undo"]);
    const other = [{ pointer: "/description", value: "Mine." }];
    expect(
      await codeOf(
        client.resources.setVariables({ resource: RULES.resource, values: other, message: "Mine" }),
      ),
    ).toBe("mask-violation");
    expect(desk.store.headBranch.commit()).toBe(first);
  });
});

describe("[R8] what a person commits works", () => {
  const CODE = "/code";
  const change = (value: string) =>
    codeOf(
      desk.client.resources.setVariables({
        resource: "tool/calculator",
        values: [{ pointer: CODE, value }],
        message: "Change",
      }),
    );

  it("code that does not compile, or fails its own examples, is refused and changes nothing", async () => {
    expect(await change("export default (")).toBe("build-failed");
    expect(await change("export default () => ({ value: 5 });")).toBe("build-failed");
    expect(desk.store.headBranch.commit()).toBe(first);
  });
});

describe("asking", () => {
  it("lists one kind or all, now or at a commit, and finds by what resources are about", async () => {
    const all = await desk.client.resources.list({});
    const tools = await desk.client.resources.list({ kind: "tool" });
    expect(tools.map(({ name }) => name)).toEqual(["calculator", "done", "todo"]);
    expect(all.length).toBeGreaterThan(tools.length);
    const { found } = await desk.client.resources.retrieve({ query: "arithmetic expressions" });
    expect(found.map(({ name }) => name)[0]).toBe("calculator");
  });

  it("[V4] versions tell a resource's own history with labels; what else was committed is not in it", async () => {
    await setRules(desk.client, "One.");
    await desk.client.resources.setVariables({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Tidy up." }],
      message: "Tidy up",
    });
    await setRules(desk.client, "Two.");
    const versions = await desk.client.resources.versions({ resource: RULES.resource });
    expect(versions.map(({ label, message }) => `${label} ${message}`)).toEqual([
      "1.0.2 Say Two.",
      "1.0.1 Say One.",
      "1.0.0 Start from Order desk, house 1",
    ]);
    const old = await desk.client.resources.show({ resource: RULES.resource, at: "head~2" });
    expect([old.label, old.version]).toEqual(["1.0.1", versions[1]?.version]);
    expect(
      (await desk.client.history.diff({ from: first, to: "head" })).changes.map(
        ({ resource, path, name }) => `${resource}${path}: ${name}`,
      ),
    ).toEqual(["environment/desk-files/rules: rules", `${RULES.resource}${RULES.pointer}: system · rules`]);
  });

  it("what was retired is said where two commits are compared, as is what came in anew", async () => {
    const before = (await desk.client.workspace.info()).head;
    await desk.client.resources.change({
      edits: [{ type: "step", resource: "tool/todo", step: "unregister" }],
      message: "Retire todo",
    });
    const difference = await desk.client.history.diff({ from: before, to: "head" });
    expect([difference.changes, difference.lifecycles]).toEqual([
      [],
      [{ resource: "tool/todo", from: "active", to: "archived" }],
    ]);
    expect((await desk.client.history.diff({ from: "head", to: before })).lifecycles).toEqual([
      { resource: "tool/todo", from: "archived", to: "active" },
    ]);
  });

  it("the contract document names actions, arguments and every constraint of a variable", async () => {
    const document = await desk.client.resources.contract({});
    const clerk = document.find(({ resource }) => resource === "prompt/order-clerk");
    expect(clerk?.constraints).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/messages\/0\/sections\/2\/text is learnable$/),
        expect.stringMatching(/holds at most 1500 tokens$/),
        expect.stringMatching(/keeps "House rules:"$/),
      ]),
    );
    const agent = document.find(({ resource }) => resource === "agent/order-clerk");
    const { content } = await desk.client.resources.show({ resource: "agent/order-clerk" });
    expect(agent?.actions).toMatchObject([
      {
        name: "run",
        inputs: (content as { inputs: string[] }).inputs.map((name) => ({ name, required: true })),
      },
    ]);
    const calculator = document.find(({ resource }) => resource === "tool/calculator");
    expect(calculator?.actions).toMatchObject([
      { name: "run", inputs: [{ name: "expression", required: true }] },
    ]);
  });

  it("[V8] the operation log tells what was done and what of it was undone", async () => {
    const before = (await desk.client.history.operations({})).length;
    await setRules(desk.client, "Three.");
    await desk.client.history.undo();
    const [undoing, edit] = await desk.client.history.operations({ limit: 2 });
    expect([undoing?.kind, undoing?.undoes, undoing?.isUndone, edit?.isUndone, edit?.label]).toEqual([
      "undo",
      edit?.seq,
      false,
      true,
      "Say Three.",
    ]);
    expect((await desk.client.history.operations({})).length).toBe(before + 2);
  });
});

it("[C3] a page that is damaged is said to be that where it is read, not a defect of the program", async () => {
  const folder = copyWorkspace(await makeOrderDesk(`${made.folder}/2`, 2), `${made.folder}/damaged`);
  const path = `${folder}/workspace.sqlite`;
  const page = withRaw(path, (db) =>
    db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'commit_parent'").pluck().get(),
  );
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x5a, (Number(page) - 1) * 4096, Number(page) * 4096));
  const damaged = openTestWorkspace(folder);
  expect(await codeOf(damaged.client.history.log({}))).toBe("workspace-damaged");
  expect(await damaged.client.workspace.verify()).toMatchObject({ ok: false });
  await damaged.close();
});

describe("a hand edit of what was read", () => {
  it("is refused once another version is in force: it would take that one's changes back", async () => {
    const { version: base } = await desk.client.resources.show({ resource: RULES.resource });
    const edit = (value: string) =>
      codeOf(
        desk.client.resources.setVariables({
          resource: RULES.resource,
          values: [{ pointer: RULES.pointer, value }],
          message: `Say ${value}`,
          base,
        }),
      );
    expect(await edit("Mine.")).toBe("done");
    const head = desk.store.headBranch.commit();
    expect(await edit("Theirs.")).toBe("head-moved");
    expect(desk.store.headBranch.commit()).toBe(head);
  });
});
