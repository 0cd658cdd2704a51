import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyFiles } from "#core/app/registry/apply-files.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Files } from "#test/support/home-files.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** What bringing files in leaves behind, and what it must not. */
let made: ReturnType<typeof makeFolder>;
let fresh: string;
let desk: TestWorkspace;
let count = 0;
beforeAll(async () => {
  made = makeFolder();
  fresh = await makeOrderDesk(made.folder);
  desk = openTestWorkspace(copyWorkspace(fresh, `${made.folder}/0`));
});
beforeEach(async () => {
  await desk.close();
  count += 1;
  desk = openTestWorkspace(copyWorkspace(fresh, `${made.folder}/${count}`));
});
afterAll(async () => {
  await desk.close();
  made.remove();
});

const list = (files: Files) => Object.entries(files).map(([path, text]) => ({ path, text }));
const apply = (files: Files, more: object = {}) =>
  desk.client.files.apply({ files: list(files), message: "Bring it in", ...more });
const KEY = `sk-proj-${"a1".repeat(20)}`;
const prompt = (text: string, fields = "") => `---\ndescription: One.\n${fields}---\n${text} {{q}}.\n`;
const schema = (more = "") => `${more}type: object\nproperties: { q: { type: string } }\n`;

describe("[S58] no file that is kept holds a key", () => {
  const named = prompt("Say", "inputSchema: s.schema.yaml\n");
  it.each<[string, Files, Files, string, number]>([
    [
      "in a comment of what says nothing new",
      { "prompts/p1.md": prompt("Say") },
      { "prompts/p1.md": prompt("Say", `# key ${KEY}\n`) },
      "prompts/p1.md",
      3,
    ],
    [
      "in a schema of a new prompt",
      {},
      { "prompts/p1.md": named, "prompts/s.schema.yaml": schema(`# ${KEY}\n`) },
      "prompts/s.schema.yaml",
      1,
    ],
    [
      "in a schema of two that say nothing new",
      { "prompts/p1.md": named, "prompts/p2.md": named, "prompts/s.schema.yaml": schema() },
      { "prompts/p1.md": named, "prompts/p2.md": named, "prompts/s.schema.yaml": schema(`# ${KEY}\n`) },
      "prompts/s.schema.yaml",
      1,
    ],
    [
      "in the initial state of an environment",
      {},
      {
        "environments/e.yaml": "description: E.\n",
        "environments/e/notes.txt": `one\n${KEY}\n`,
      },
      "environments/e/notes.txt",
      2,
    ],
  ])("%s", async (_what, first, second, file, line) => {
    await apply(first);
    const { sources, problems } = await apply(second);
    expect([sources, problems.map((problem) => [problem.file, problem.line])]).toEqual([0, [[file, line]]]);
    const { files } = await desk.client.files.export({});
    expect(JSON.stringify(files)).not.toContain(KEY);
    const kept = desk.store.versions.ids().map((id) => desk.store.sources.of(id));
    expect(JSON.stringify(kept)).not.toContain(KEY);
  });
});

const textOf = async (resource: ResourceKey) => {
  const { content } = await desk.client.resources.show({ resource });
  return JSON.stringify((content as JsonObject)["messages"]);
};
/** Somebody else's work on p1. */
async function changeByHand(text: string): Promise<void> {
  const values = [{ pointer: "/messages/0/sections/0/text", value: text }];
  await desk.client.resources.setVariables({ resource: "prompt/p1", values, message: "By hand" });
}

describe("[R38] files land as they were held against the registry, or not at all", () => {
  const asked = { as: "commit", preview: false, prune: false, message: "Mine" } as const;
  /** Brings files in; while the first of them is built, somebody else changes p1. */
  function openBringing() {
    const context = desk.workspace.contextFor(desk.workspace.person);
    let builds = 0;
    const build: typeof context.runtime.build = async (...given) => {
      builds += 1;
      if (builds === 1) await changeByHand("Somebody's careful work {{q}}.");
      return context.runtime.build(...given);
    };
    const runtime = { ...context.runtime, build };
    const branch = desk.store.headBranch.name();
    const bring = async (files: Files) =>
      applyFiles({ ...context, runtime }, { ...asked, branch, files: list(files) });
    return { bring, builds: () => builds };
  }

  it("another commit of the same prompt while it is built refuses it, and each is built once", async () => {
    await apply({ "prompts/p1.md": prompt("A") });
    const { bring, builds } = openBringing();
    const files = { "prompts/p1.md": prompt("B") };
    const refused = await bring(files);
    expect([refused.refusal?.code, refused.commit, builds()]).toEqual(["head-moved", undefined, 1]);
    expect(await textOf("prompt/p1")).toContain("careful work");
    const landed = await bring(files);
    const { changes } = await desk.client.history.show({ commit: "head" });
    expect([landed.head, landed.changes.map(({ from }) => from), builds()]).toEqual([
      landed.commit,
      changes.map(({ from }) => from),
      2,
    ]);
    expect(landed.differences.map(({ before }) => before)).toEqual(["Somebody's careful work {{q}}."]);
  });

  it("nor are files kept with a version that does not say them, which was what they said before", async () => {
    await apply({ "prompts/p1.md": prompt("A") });
    const { bring } = openBringing();
    const mine = { "prompts/p1.md": prompt("A", "# Mine.\n"), "prompts/p2.md": prompt("B") };
    const { refusal, commit } = await bring(mine);
    expect([refusal?.code, commit]).toEqual(["head-moved", undefined]);
    const { version } = await desk.client.resources.show({ resource: "prompt/p1" });
    expect(desk.store.sources.of(version)).toBeNull();
  });
});

describe("[S59] what was retired and has its file again comes back", () => {
  const mine = { "prompts/p1.md": prompt("A"), "prompts/p2.md": prompt("B") };
  it.each([
    ["as it was", prompt("A")],
    ["changed", prompt("Another text")],
  ])("%s", async (_what, text) => {
    await apply(mine);
    const { "prompts/p1.md": _gone, ...rest } = mine;
    expect((await apply(rest, { prune: true })).changes).toMatchObject([{ lifecycle: "archived" }]);
    const again = { ...rest, "prompts/p1.md": text };
    const back = await apply(again);
    expect([back.problems, back.unchanged, back.changes.length]).toEqual([[], ["prompt/p2"], 1]);
    expect((await desk.client.resources.show({ resource: "prompt/p1" })).state).toBe("active");
    expect(await textOf("prompt/p1")).toContain(text.split("\n")[3]);
    expect((await apply(again)).unchanged.toSorted()).toEqual(["prompt/p1", "prompt/p2"]);
  });
});

describe("[P18] only what is undecided stands for what is proposed again", () => {
  const files = { "prompts/p1.md": prompt("A") };
  const propose = (more: object = {}) => apply(files, { as: "proposal", ...more });
  const statusOf = (id: string) => desk.store.proposals.find(id)?.status;

  it("a draft of the same does, a rejected one does not", async () => {
    const { proposal: first = "" } = await propose();
    expect((await propose({ supersedes: first })).proposal).toBe(first);
    await desk.client.proposals.reject({ id: first, reason: "No." });
    const again = await propose({ supersedes: first });
    expect([again.proposal === first, statusOf(again.proposal ?? ""), again.stays]).toEqual([
      false,
      "draft",
      null,
    ]);
  });

  it("one of another branch does not, and is left there", async () => {
    const { proposal: first = "" } = await propose();
    await desk.client.branches.create({ name: "side" });
    const other = await propose({ supersedes: first, branch: "side" });
    expect([other.proposal === first, statusOf(first)]).toEqual([false, "draft"]);
    expect(other.stays).toContain("is for the branch");
    expect(other.done).toContain(other.stays);
  });

  it("one that is being assessed stays beside another, and that is said", async () => {
    const { proposal: first = "" } = await propose();
    desk.store.durable(() => desk.store.proposals.setStatus(first, "assessing"));
    expect((await propose({ supersedes: first })).proposal).toBe(first);
    const other = await apply({ "prompts/p1.md": prompt("B") }, { as: "proposal", supersedes: first });
    expect([other.proposal === first, statusOf(first)]).toEqual([false, "assessing"]);
    expect(other.stays).toBe(`Proposal ${first} stays: it is being assessed`);
  });
});

describe("[S55] what a run over edits left behind is no version that somebody would find again", () => {
  it("an export writes over the text that it ran with only where that is asked for", async () => {
    await apply({ "prompts/p1.md": prompt("A") });
    const existing = list({ "prompts/p1.md": prompt("An hour of work that nobody committed") });
    const { content } = await desk.client.resources.show({ resource: "prompt/p1" });
    const text = JSON.stringify(content).replace("A {{q}}", "An hour of work that nobody committed {{q}}");
    desk.store.durable(() => {
      const resource = { kind: "prompt", content: JSON.parse(text) as never } as const;
      desk.store.versions.put("prompt/p1", resource, 1);
    });
    const out = await desk.client.files.export({ existing, resources: ["prompt/p1"] });
    expect([out.files, out.refused.map(({ file }) => file)]).toEqual([[], ["prompts/p1.md"]]);
  });
});

describe("[S60] what others in the folder say stays what they say", () => {
  const own = (text: string) => prompt(text, "inputSchema: s.schema.json # shared\n");
  const SHARED = '{\n  "type": "object",\n  "properties": { "q": { "type": "string" } }\n}\n';
  const folder = {
    "prompts/p1.md": own("A"),
    "prompts/p2.md": own("B"),
    "prompts/s.schema.json": SHARED,
  };
  const CHANGED = {
    type: "object",
    properties: { q: { type: "string", description: "What is asked." } },
  };
  const changeSchema = async (...resources: readonly ResourceKey[]) => {
    const edits = await Promise.all(
      resources.map(async (resource) => {
        const { content } = await desk.client.resources.show({ resource });
        return {
          ...{ type: "update" as const, resource },
          content: { ...(content as JsonObject), inputSchema: CHANGED },
        };
      }),
    );
    await desk.client.resources.change({ edits, message: "Say more" });
  };
  /** The folder once they were taken out into it. */
  const takeOut = async (existing: Files, ...resources: readonly ResourceKey[]) => {
    const out = await desk.client.files.export({ existing: list(existing), resources: [...resources] });
    expect(out.refused).toEqual([]);
    const written = Object.fromEntries(out.files.map(({ path, text }) => [path, text]));
    const entries = Object.entries({ ...existing, ...written });
    return Object.fromEntries(entries.filter(([path]) => !out.remove.includes(path)));
  };
  /** Brought in again, there is nothing new in it. */
  const expectSaid = async (files: Files) => {
    const { problems, changes, unchanged } = await apply(files, { preview: true });
    expect([problems, changes, unchanged.length]).toEqual([[], [], 2]);
  };

  it.each<[string, readonly ResourceKey[]]>([
    ["alone", ["prompt/p1"]],
    ["with the other", ["prompt/p1", "prompt/p2"]],
    ["after the other", ["prompt/p2", "prompt/p1"]],
  ])("a schema that two name is changed for one of them, taken out %s", async (_what, keys) => {
    await apply(folder);
    await changeSchema("prompt/p1");
    const after = await takeOut(folder, ...keys);
    expect(after["prompts/s.schema.json"]).toBe(SHARED);
    expect(after["prompts/p2.md"]).toBe(folder["prompts/p2.md"]);
    expect(after["prompts/p1.md"]).toBe(own("A").replace("s.schema.json", "p1.schema.json"));
    expect(JSON.parse(after["prompts/p1.schema.json"] ?? "")).toEqual(CHANGED);
    await expectSaid(after);
  });

  it("where both change alike it stays one file, and one of a stranger's is not written over", async () => {
    await apply(folder);
    await changeSchema("prompt/p1", "prompt/p2");
    const both = await takeOut(folder, "prompt/p1", "prompt/p2");
    expect(Object.keys(both).toSorted()).toEqual(Object.keys(folder).toSorted());
    await expectSaid(both);
    const strange = await takeOut({ "prompts/s.schema.json": "{ }\n" }, "prompt/p1", "prompt/p2");
    expect(strange["prompts/s.schema.json"]).toBe("{ }\n");
    await expectSaid(strange);
  });

  it("an agent that leaves its inputs to a prompt which stands there as it was says them itself", async () => {
    const agent = "description: Asks.\nprompt: p1\nmodel: simulated/desk-1\n";
    const mine = { "prompts/p1.md": prompt("A"), "agents/a.yaml": agent };
    await apply(mine);
    await apply({ ...mine, "prompts/p1.md": prompt("A {{r}}") });
    const out = await desk.client.files.export({ existing: list(mine), resources: ["agent/a"] });
    expect(out.refused).toEqual([]);
    const [file] = out.files;
    expect([out.files.length, file?.path]).toEqual([1, "agents/a.yaml"]);
    expect(file?.text).toMatch(/inputs:/);
  });
});
