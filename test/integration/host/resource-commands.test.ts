import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { ChangedDocument, ChangePreviewDocument } from "#core/contract/resources.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { builtinContent, memoryContent, promptContent } from "#test/support/contents.ts";
import { dumpRows } from "#test/support/raw-database.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const { folder, remove } = makeFolder();
let workspace: string;
beforeAll(async () => {
  workspace = await makeOrderDesk(folder);
});
afterAll(remove);
beforeEach(() => {
  vi.stubEnv("INIT_CWD", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

type Refused = { readonly error: { readonly code: string; readonly message: string; readonly hint: string } };

async function ask<T>(...args: readonly string[]): Promise<{ readonly code: number; readonly document: T }> {
  const { code, stdout } = await runCliHere(["resource", ...args, "--workspace", workspace, "--json"]);
  return { code, document: JSON.parse(stdout) as T };
}
const change = async (...args: readonly string[]): Promise<ChangedDocument> =>
  (await ask<ChangedDocument>(...args)).document;
const codeOf = async (...args: readonly string[]): Promise<string> =>
  (await ask<Partial<Refused>>(...args)).document.error?.code ?? "done";
const show = async (key: string) =>
  (
    await ask<{ content: JsonObject; state: string; variables: { pointer: string; value: Json }[] }>(
      "show",
      key,
    )
  ).document;
const rows = () => dumpRows(join(workspace, "workspace.sqlite"));
function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const RULES = "/messages/0/sections/1/text";
const YAML = `# My own notes.
description: What I remember.
strategy: session
limits: { maxRecords: 10, maxTokens: 200 }
records: []
mask:
  - { pointer: /records, learnable: true }
`;

describe("[R33] resources by hand at a command line", () => {
  it("create takes JSON and YAML, and the document is the one that scripts rely on", async () => {
    const made = await change(
      "create",
      "prompt/mine",
      "--from",
      write("mine.json", JSON.stringify(promptContent())),
    );
    expect(made).toMatchObject({
      commit: made.head,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      changes: [{ resource: "prompt/mine", from: null, label: "1.0.0", lifecycle: "active" }],
      done: "Create prompt/mine",
    });
    const notes = await change(
      "create",
      "memory/mine",
      "--from",
      write("mine.yaml", YAML),
      "--message",
      "Mine",
    );
    expect(notes.done).toBe("Mine");
    expect(await show("memory/mine")).toMatchObject({ content: { description: "What I remember." } });
  });

  it("create takes a resource as its file in a folder is written, and names the line of what is wrong", async () => {
    const prompt = "---\ndescription: Says hello.\n---\n<!-- user -->\nHello {{name}}\n";
    await change("create", "prompt/hello", "--from", write("hello.md", prompt));
    const agent = "description: Greets.\nprompt: hello\nmodel: { provider: simulated, name: desk-1 }\n";
    await change("create", "agent/hello", "--from", write("agent.yaml", agent));
    expect((await show("agent/hello")).content).toMatchObject({ prompt: "hello", inputs: ["name"] });
    const wrong = await ask<Refused>("create", "memory/odd", "--from", write("odd.yaml", "description: 3\n"));
    expect(wrong.document.error).toMatchObject({
      code: "content-invalid",
      message: expect.stringMatching(/odd\.yaml holds no memory\/odd: odd\.yaml:1: \/description: /),
    });
    expect(wrong.document).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ file: "odd.yaml", line: 1, path: "/description" }),
      ]),
    });
  });

  it("create and update take what stands beside the file, under the resource's own name", async () => {
    mkdirSync(join(folder, "beside/box/mail"), { recursive: true });
    write("beside/counts.js", "function run({ text }) {\n  return { count: text.length };\n}\n");
    write(
      "beside/text.schema.json",
      '{ "properties": { "text": { "type": "string" } }, "required": ["text"] }',
    );
    write("beside/counts.yaml", "description: Counts.\ninputSchema: text.schema.json\n");
    write("beside/box.yaml", "description: Letters.\n");
    write("beside/box/mail/a.txt", "Hello.");
    await change("create", "tool/letters", "--from", "beside/counts.yaml");
    expect((await show("tool/letters")).content).toMatchObject({
      code: expect.stringContaining("text.length"),
      inputSchema: { required: ["text"] },
      effect: "pure",
    });
    write("beside/counts.js", "function run({ text }) {\n  return { count: text.length + 1 };\n}\n");
    await change("update", "tool/letters", "--from", "beside/counts.yaml");
    expect((await show("tool/letters")).content).toMatchObject({ code: expect.stringContaining("+ 1") });
    await change("create", "environment/letters", "--from", "beside/box.yaml");
    expect((await show("environment/letters")).content).toMatchObject({
      initialState: { files: { "mail/a.txt": "Hello." } },
    });
    write("beside/text.schema.json", "{");
    const wrong = await ask<Refused>("update", "tool/letters", "--from", "beside/counts.yaml");
    expect(wrong).toMatchObject({
      code: 1,
      document: { problems: [{ file: "beside/text.schema.json", line: expect.any(Number) as number }] },
    });
    symlinkSync(join(folder, "beside/counts.js"), join(folder, "beside/linked.js"));
    write("beside/linked.yaml", "description: Counts.\n");
    const linked = await ask<Refused>("create", "tool/linked", "--from", "beside/linked.yaml");
    expect(linked.document).toMatchObject({
      problems: [{ file: "beside/linked.js", line: null, reason: expect.stringContaining("link") as string }],
    });
  });

  it("set takes a text as it is, a number and a list as JSON, and a file", async () => {
    await change("set", "memory/mine", "/description", "true");
    await change("set", "memory/mine", "/records", "[]", "--message", "None").catch(() => undefined);
    await change("set", "agent/solver", "/sampling/temperature", "0.5");
    await change("set", "prompt/mine", "/description", "--from", write("text.txt", "From a file.\n"));
    expect((await show("memory/mine")).content).toMatchObject({ description: "true" });
    expect((await show("agent/solver")).content).toMatchObject({ sampling: { temperature: 0.5 } });
    expect((await show("prompt/mine")).content).toMatchObject({ description: "From a file." });
    const refused = await ask<Refused>("set", "agent/solver", "/sampling/temperature", "warm");
    expect([refused.code, refused.document.error.code]).toEqual([2, "usage"]);
    expect(await codeOf("set", "agent/solver", "/nothing", "x")).toBe("mask-violation");
  });

  it("an agent is copied with its own, joined with tools and taken out of use with its parts", async () => {
    const copied = await change("copy", "agent/order-clerk", "mine", "--deep").catch(() => null);
    // prompt/mine and memory/mine are taken: nothing of it lands.
    expect(copied).toMatchObject({ error: { code: "resource-exists" } });
    const twin = await change("copy", "agent/order-clerk", "twin", "--deep");
    expect(twin.changes.map(({ resource }) => resource)).toEqual([
      "agent/twin",
      "memory/twin",
      "prompt/twin",
    ]);
    expect((await show("agent/twin")).content).toMatchObject({
      ...{ prompt: "twin", memory: ["twin"], tools: ["calculator", "done"] },
      metadata: { copiedFrom: { resource: "agent/order-clerk" } },
    });
    const spare = write("spare.json", JSON.stringify(builtinContent()));
    for (const name of ["one", "two"]) await change("create", `tool/${name}`, "--from", spare);
    await change("attach", "twin", "tool/one", "tool/two");
    await change("detach", "agent/twin", "tool/one", "tool/calculator");
    expect((await show("agent/twin")).content).toMatchObject({ tools: ["done", "two"] });
    const refused = await ask<Refused>("retire", "tool/two");
    expect(refused).toMatchObject({
      code: 1,
      document: { error: { message: expect.stringContaining("agent/twin") } },
    });
    expect((await change("retire", "tool/two", "agent/twin", "prompt/twin")).changes).toHaveLength(3);
    expect(await codeOf("reactivate", "agent/twin")).toBe("interface-broken");
    await change("reactivate", "agent/twin", "prompt/twin", "tool/two");
    await change("deprecate", "agent/twin");
    expect((await show("agent/twin")).state).toBe("deprecated");
  });

  it("masks, locks, and versions by label, by id and as of a commit", async () => {
    await change("mask", "prompt/mine", "/description", "on", "--max-tokens", "9");
    await change("lock", "prompt/mine", "/description", "a file");
    expect(await codeOf("set", "prompt/mine", "/description", "Gone.")).toBe("locked-region");
    await change("unlock", "prompt/mine", "/description", "a file");
    await change("mask", "prompt/mine", "/description", "off", "--max-tokens", "none");
    expect(
      (await show("prompt/mine")).variables.find(({ pointer }) => pointer === "/description"),
    ).toMatchObject({
      ...{ learnable: false, maxTokens: null, locked: [] },
    });
    const back = await change("restore", "prompt/mine", "1.0.0");
    expect((await show("prompt/mine")).content).toEqual(promptContent());
    await change("copy", "prompt/mine", "prompt/older", "--at", "head~1");
    expect((await show("prompt/older")).content).toMatchObject({ description: "From a file." });
    expect(await codeOf("restore", "prompt/mine", back.changes[0]!.from!.slice(0, 9))).toBe("done");
    const unknown = await ask<Refused>("restore", "prompt/mine", "7.7.7");
    expect(unknown.document.error).toMatchObject({
      code: "not-found",
      hint: expect.stringContaining("1.0.0 ("),
    });
  });

  it("update changes the whole; on a branch that is named, and no other", async () => {
    await runCliHere(["branch", "create", "aside", "--workspace", workspace]);
    const other = write("other.json", JSON.stringify(memoryContent({ description: "Aside." })));
    await change("update", "memory/mine", "--from", other, "--branch", "aside");
    expect((await show("memory/mine")).content).toMatchObject({ description: "true" });
    await change("set", "memory/mine", "/description", "More.", "--branch", "aside");
    expect(await codeOf("update", "memory/mine", "--from", other, "--branch", "nowhere")).toBe("not-found");
  });
});

describe("--preview and --propose", () => {
  it("[R32] a preview tells changes, contract, differences and users, or the refusal and exits 1; nothing is written", async () => {
    const before = rows();
    const told = await ask<ChangePreviewDocument>(
      "set",
      "prompt/solver",
      "/description",
      "Other.",
      "--preview",
    );
    expect(told).toMatchObject({
      code: 0,
      document: {
        refusal: null,
        changes: [{ resource: "prompt/solver", label: "1.0.1" }],
        differences: [{ path: "/description", after: "Other." }],
        dependents: ["agent/solver"],
      },
    });
    const refused = await ask<ChangePreviewDocument>("retire", "prompt/solver", "--preview");
    expect(refused).toMatchObject({ code: 1, document: { refusal: { code: "interface-broken" } } });
    expect(rows()).toBe(before);
    const { stdout } = await runCliHere([
      "resource",
      "retire",
      "tool/todo",
      "--preview",
      "--workspace",
      workspace,
    ]);
    expect(stdout).toMatch(/^Would change:\nresource .*\ntool\/todo .* archived\nUsed by: nothing else/);
  });

  it("[P16] a proposal may bring in and join at once what is measured before it is there", async () => {
    const filed = await change("attach", "solver", "tool/todo", "--propose", "--message", "Keep a list");
    expect(filed).toMatchObject({ proposal: expect.any(String), changes: [{ resource: "agent/solver" }] });
    expect(filed.commit).toBeUndefined();
    const shown = await runCliHere(["proposal", "show", filed.proposal!, "--workspace", workspace, "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ status: "draft", summary: "Keep a list", steps: [] });
    const copied = await change("copy", "prompt/solver", "next", "--propose");
    const { stdout } = await runCliHere(["proposal", "show", copied.proposal!, "--workspace", workspace]);
    expect(stdout).toContain("prompt/next: new, active");
    expect(await codeOf("show", "prompt/next")).toBe("resource-missing");
    // No run of any agent meets it: it is found safe, nothing is run, and a person may have it for a reason.
    const assessed = await runCliHere(["proposal", "assess", copied.proposal!, "--workspace", workspace]);
    expect(assessed.stdout).toContain(
      "nothing was run: no run of the agent that measures it meets the change",
    );
    const decided = ["proposal", "approve", copied.proposal!, "--workspace", workspace];
    expect((await runCliHere(decided)).code).toBe(1);
    expect((await runCliHere([...decided, "--override", "We need it."])).code).toBe(0);
    expect((await show("prompt/next")).state).toBe("active");
  });
});

describe("[R34] what is typed or read from files gets in by the same checks, and leaves nothing behind", () => {
  const file = (name: string, content: unknown): string => write(name, JSON.stringify(content));
  const twice = '{"description":"x","description":"y"}';
  const KEY = "sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";

  it.each<readonly [string, string, () => readonly string[]]>([
    [
      "a name that is none",
      "usage",
      () => ["create", "prompt/../x", "--from", file("p.json", promptContent())],
    ],
    ["a file that is not there", "not-found", () => ["create", "prompt/x", "--from", "nowhere.json"]],
    ["a folder", "path-refused", () => ["create", "prompt/x", "--from", "."]],
    ["a field twice", "content-invalid", () => ["create", "memory/x", "--from", write("twice.json", twice)]],
    ["no document", "content-invalid", () => ["create", "memory/x", "--from", write("bad.yaml", "a: [")]],
    ["no text", "content-invalid", () => ["create", "memory/x", "--from", write("null.yaml", "")]],
    [
      "a field __proto__",
      "content-invalid",
      () => ["create", "memory/x", "--from", write("proto.json", '{"__proto__":{"a":1},"description":"x"}')],
    ],
    [
      "a key",
      "secret-in-content",
      () => ["create", "memory/x", "--from", file("k.json", memoryContent({ key: KEY }))],
    ],
    ["a key in the message", "secret-in-content", () => ["retire", "tool/todo", "--message", KEY]],
    ["a key as a value", "secret-in-content", () => ["set", "prompt/solver", "/description", KEY]],
    ["no value", "usage", () => ["set", "prompt/solver", "/description"]],
    [
      "a placeholder of no schema",
      "placeholder-changed",
      () => ["set", "prompt/solver", "/messages/0/sections/0/text", "{{x}}"],
    ],
    ["a mask on no variable", "not-found", () => ["mask", "prompt/solver", "/inputSchema", "on"]],
    ["a mask that is neither", "usage", () => ["mask", "prompt/solver", RULES, "maybe"]],
    ["a limit of nothing", "usage", () => ["mask", "prompt/solver", RULES, "on", "--max-tokens", "0"]],
    ["an agent where none is", "content-invalid", () => ["attach", "prompt/solver", "tool/done"]],
    ["an agent as a part", "content-invalid", () => ["attach", "solver", "agent/order-clerk"]],
    ["a part that is used already", "nothing-to-commit", () => ["attach", "solver", "tool/done"]],
    ["another kind's name", "identity-changed", () => ["copy", "prompt/solver", "tool/solver"]],
    ["a deep copy of no agent", "usage", () => ["copy", "prompt/solver", "deep", "--deep"]],
    ["what is active, reactivated", "lifecycle-illegal", () => ["reactivate", "tool/done"]],
  ])("%s: %s", async (_what, code, args) => {
    const given = args();
    const before = rows();
    expect([await codeOf(...given), rows()]).toEqual([code, before]);
  });
});
