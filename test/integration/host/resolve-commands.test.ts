import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { askCli, runCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";

const made = makeFolder();
let workspace: string;
let first: string;
let second: string;
/** What a pipe must not lose: what a sentence of ours would be trimmed of. */
const ODD = "  Be brief: \t{{message}} ✓ 😀  \n\n";

beforeAll(async () => {
  workspace = await makeOrderDesk(made.folder);
  const desk = openTestWorkspace(workspace);
  first = desk.store.headBranch.commit();
  const done = await desk.client.resources.change({
    edits: [
      {
        type: "register",
        resource: "prompt/odd",
        content: {
          description: "One message of odd text.",
          mask: [],
          messages: [{ role: "user", sections: [{ name: "all", text: ODD }] }],
          inputSchema: { type: "object", properties: { message: { type: "string" } } },
        },
      },
      { type: "step", resource: "prompt/solver", step: "deprecate" },
    ],
    message: "Odd",
  });
  second = done.head;
  await desk.client.tags.set({ name: "prod", commit: first });
  await desk.close();
});
afterAll(() => {
  made.remove();
});

const run = async (...args: readonly string[]) => runCli([...args, "--workspace", workspace]);
const ask = async (...args: readonly string[]) =>
  askCli<Readonly<Record<string, Json>>>([...args, "--workspace", workspace]);

describe("[V21] resolve", () => {
  it("gives the resource as it is at a tag, with a hash that its content comes to", async () => {
    const found = await ask("resolve", "prompt/order-clerk@prod");
    const { kind, name, content, version, messages } = found;
    expect(found).toMatchObject({
      resource: "prompt/order-clerk",
      commit: first,
      tag: "prod",
      label: "1.0.0",
    });
    expect(hashJson({ kind, name, content })).toBe(version);
    expect(messages).toEqual([
      { role: "system", content: expect.stringContaining("trading house") },
      { role: "user", content: expect.stringContaining("{{message}}") },
    ]);
    expect(await ask("resolve", "prompt/order-clerk", "--at", "main")).toMatchObject({
      commit: second,
      tag: null,
      version,
    });
  });

  it("prints the text itself into a pipe, letter for letter, and one field where asked", async () => {
    expect((await run("resolve", "prompt/odd")).stdout).toBe(ODD);
    expect((await run("resolve", "prompt/odd", "--field", "commit")).stdout).toBe(second);
    expect((await run("resolve", "prompt/odd", "--field", "/messages/0/sections/0/name")).stdout).toBe("all");
    const tool = await run("resolve", "tool/calculator");
    expect(tool.stdout).toMatch(/^\/\/ Evaluates an arithmetic/);
    const agent = await run("resolve", "agent/solver");
    expect(JSON.parse(agent.stdout)).toMatchObject({ prompt: "solver" });
    const document = await run("resolve", "prompt/odd", "--format", "json");
    expect(JSON.parse(document.stdout)).toEqual(await ask("resolve", "prompt/odd"));
  });

  it("gives an agent with everything that it uses", async () => {
    const { agent, versions, version, resources } = await ask("resolve", "agent/order-clerk@prod", "--whole");
    expect(version).toBe(hashJson({ agent, versions }));
    expect(Object.keys(versions as object)).toEqual([
      "agent/order-clerk",
      "memory/house-notes",
      "prompt/order-clerk",
      "tool/calculator",
      "tool/done",
    ]);
    for (const { kind, name, content, version: id, resource } of resources as Record<string, Json>[]) {
      expect([resource, hashJson({ kind, name, content })]).toEqual([`${String(kind)}/${String(name)}`, id]);
    }
    const alone = await run("resolve", "prompt/order-clerk", "--whole", "--json");
    expect([alone.code, alone.stdout]).toEqual([2, expect.stringContaining("is no agent")]);
  });

  it("writes the document to a file whole, and nothing where that cannot be", async () => {
    const file = join(made.folder, "clerk.json");
    const written = await run("resolve", "prompt/order-clerk@prod", "--out", file);
    expect([written.code, written.stdout]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(await ask("resolve", "prompt/order-clerk@prod"));
    mkdirSync(join(made.folder, "taken"));
    const refused = await run("resolve", "prompt/order-clerk", "--out", join(made.folder, "taken"), "--json");
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([
      1,
      { error: { code: "path-refused" } },
    ]);
    expect(existsSync(join(made.folder, "taken.new"))).toBe(false);
  });

  it.each([
    ["prompt/order-clerk@nope", 1, "not-found"],
    ["prompt/none@prod", 1, "resource-missing"],
    ["prompt/odd@prod", 1, "resource-missing"],
    ["prompt/odd@", 2, "usage"],
    ["odd", 2, "usage"],
  ])("%s: exit %i, %s", async (written, code, error) => {
    const refused = await run("resolve", written, "--json");
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([code, { error: { code: error } }]);
  });

  it("refuses two commits, and a field that there is not", async () => {
    const two = await run("resolve", "prompt/odd@prod", "--at", "main");
    const none = await run("resolve", "prompt/odd", "--field", "secret");
    expect([two.code, none.code, none.stdout]).toEqual([2, 2, ""]);
  });
});

describe("[V20] tags on the command line", () => {
  it("are set, listed, told of and removed, and an undo brings them back", async () => {
    const set = await ask("tag", "set", "eu", "head", "--message", "For Europe");
    expect(set).toMatchObject({ tag: "eu", from: null, to: second, head: second });
    expect(await ask("tag", "list")).toMatchObject([
      { name: "eu", commit: second, moved: { message: "For Europe" } },
      { name: "prod", commit: first },
    ]);
    await ask("tag", "remove", "eu", "--message", "Closed");
    expect(await ask("undo")).toMatchObject({ head: second, done: "Undo: Removed tag eu" });
    expect(await ask("tag", "log", "eu")).toMatchObject([
      { to: second, message: "Undo: Removed tag eu" },
      { from: second, to: null, message: "Closed" },
      { from: null, to: second, message: "For Europe" },
    ]);
    await ask("tag", "set", "eu", "prod");
    const preview = await run("undo", "--preview");
    expect(preview.stdout).toContain(
      `Tag eu goes from ${first.slice(0, 7)} to ${second.slice(0, 7)}; nothing else changes.`,
    );
    expect((await run("verify")).code).toBe(0);
  });
});
