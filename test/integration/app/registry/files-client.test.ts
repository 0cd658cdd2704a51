import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { router } from "#core/app/router.ts";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import { RESOURCE_KINDS } from "#core/domain/resource.ts";
import { exportFilesOf, HOME, type Files } from "#test/support/home-files.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

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
const head = () => desk.store.headBranch.commit();

async function contentOf(resource: `agent/${string}`): Promise<Record<string, Json>> {
  return (await desk.client.resources.show({ resource })).content as Record<string, Json>;
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

describe("[S54] what came by files goes out as the same files", () => {
  it("byte for byte, over all five kinds, in one commit", async () => {
    const before = head();
    const applied = await apply(HOME);
    expect([applied.problems, applied.refusal, applied.sources, applied.done]).toEqual([
      [],
      null,
      6,
      "Bring it in",
    ]);
    expect(new Set(applied.changes.map(({ resource }) => resource.split("/")[0]))).toEqual(
      new Set(RESOURCE_KINDS),
    );
    expect((await desk.client.history.show({ commit: "head" })).parents).toEqual([before]);
    expect(
      await exportFilesOf(
        desk.client,
        applied.changes.map(({ resource }) => resource),
      ),
    ).toEqual(HOME);
  });

  it("after a change by hand with that change alone, and at the older commit as they were", async () => {
    const { changes, commit } = await apply(HOME);
    const keys = changes.map(({ resource }) => resource);
    const values = [
      { pointer: "/messages/0/sections/1/text", value: "Urgent means: today.\n\n# And this heading" },
    ];
    await desk.client.resources.setVariables({ resource: "prompt/sorter", values, message: "Sharpen" });
    await desk.client.resources.setVariables({
      resource: "agent/sorter",
      values: [{ pointer: "/limits/maxSteps", value: 3 }],
      message: "Fewer steps",
    });
    const after = await exportFilesOf(desk.client, keys);
    const changed = Object.keys(HOME).filter((path) => after[path] !== HOME[path]);
    expect(changed).toEqual(["prompts/sorter.md", "agents/sorter.yaml"]);
    expect(after["prompts/sorter.md"]).toBe(
      HOME["prompts/sorter.md"]?.replace(
        "Urgent is what cannot wait.",
        "Urgent means: today.\n\n# And this heading",
      ),
    );
    expect(after["agents/sorter.yaml"]).toBe(
      HOME["agents/sorter.yaml"]?.replace("maxSteps: 6", "maxSteps: 3"),
    );
    expect(await exportFilesOf(desk.client, keys, { at: commit })).toEqual(HOME);
  });

  it("a change of comments alone is no commit, and is kept", async () => {
    const { changes } = await apply(HOME);
    const before = head();
    const noted = {
      ...HOME,
      "agents/sorter.yaml": `# Ask Ada before changing it.\n${HOME["agents/sorter.yaml"] ?? ""}`,
    };
    const applied = await apply(noted);
    expect([applied.changes, applied.sources, head()]).toEqual([[], 1, before]);
    expect(
      await exportFilesOf(
        desk.client,
        changes.map(({ resource }) => resource),
      ),
    ).toEqual(noted);
  });

  it("what never came by files is written in a form that brings the same in again, all of a workspace", async () => {
    const files = await exportFilesOf(desk.client);
    const again = await apply(files);
    expect([again.problems, again.changes, again.unchanged.length]).toEqual([
      [],
      [],
      Object.keys(files).filter((path) => /^\w+\/[^/]+\.(md|yaml)$/.test(path)).length,
    ]);
    expect(await desk.client.workspace.verify()).toMatchObject({ ok: true });
  });
});

describe("[S50] what a file leaves out has a default", () => {
  it("an agent is a description, a prompt and a model", async () => {
    await apply({
      "prompts/tiny.md": "---\ndescription: Sorts a ticket.\n---\nSort {{ticket}} of {{customer}}.\n",
      "agents/tiny.yaml": "description: Sorts tickets.\nprompt: tiny\nmodel: simulated/desk-1\n",
    });
    expect(await contentOf("agent/tiny")).toEqual({
      description: "Sorts tickets.",
      loop: "chat",
      prompt: "tiny",
      inputs: ["ticket", "customer"],
      model: { provider: "simulated", name: "desk-1" },
      sampling: {},
      tools: [],
      environments: [],
      memory: [],
      limits: { maxSteps: 12, maxTokens: 60_000, timeoutMs: 180_000 },
      mask: [],
    });
  });
});

describe("[S52] a folder with a problem lands nothing, and tells all problems", () => {
  it("200 files with three bad ones: each by file and line", async () => {
    const before = head();
    const files: Record<string, string> = {};
    for (let at = 0; at < 200; at += 1)
      files[`prompts/p${at}.md`] = `---\ndescription: Prompt ${at}.\n---\nSay {{word}} ${at} times.\n`;
    files["prompts/p7.md"] = "---\ndescription: Prompt 7.\nmask: [\n---\nSay {{word}}.\n";
    files["prompts/p70.md"] = "---\n# No description.\nmetadata: {a: 1}\n---\nSay {{word}}.\n";
    files["prompts/p170.md"] =
      "---\ndescription: Prompt 170.\ninputSchema:\n  type: object\n  properties: {wrod: {}}\n---\nSay {{word}}.\n";
    const applied = await apply(files);
    expect(applied.problems.map(({ file, line }) => [file, line])).toEqual([
      ["prompts/p170.md", 3],
      ["prompts/p7.md", 4],
      ["prompts/p70.md", 3],
    ]);
    expect(head()).toBe(before);
  });

  it.each<[string, Files, string, number | null, string]>([
    [
      "two files of one resource",
      { "agents/a.yaml": "x: 1", "agents/a.yml": "x: 1" },
      "agents/a.yml",
      null,
      "another file already",
    ],
    [
      "a name that none may have",
      { "tools/My Tool.yaml": "x: 1" },
      "tools/My Tool.yaml",
      null,
      "names no resource",
    ],
    [
      "a path out of the folder",
      { "tools/../../x.yaml": "x: 1" },
      "tools/../../x.yaml",
      null,
      "leads out of the folder",
    ],
    ["code without its tool", { "tools/sum.js": "1" }, "tools/sum.js", null, "tools/sum.yaml is missing"],
    ["a folder within", { "prompts/old/a.md": "x" }, "prompts/old/a.md", null, "too deep"],
    ["a NUL", { "memory/m.yaml": "description: a\nrules: \0" }, "memory/m.yaml", 2, "no text"],
    ["half of a character", { "memory/m.yaml": "description: \ud800" }, "memory/m.yaml", null, "UTF-8"],
    [
      "a missing schema",
      {
        "tools/t.yaml":
          "description: T.\ntype: builtin\nimplementation: done\neffect: pure\ninputSchema: t.schema.json\n",
      },
      "tools/t.yaml",
      5,
      "is not there",
    ],
    [
      "a wrong word",
      { "agents/a.yaml": "description: A.\nprompt: solver\nmodel: simulated/desk-1\nloop: chatt\n" },
      "agents/a.yaml",
      4,
      "chat",
    ],
    [
      "a key twice",
      { "agents/a.yaml": "description: A.\nprompt: solver\nprompt: solver\n" },
      "agents/a.yaml",
      3,
      "there twice",
    ],
    [
      "a prompt that is nowhere",
      { "agents/a.yaml": "description: A.\nprompt: nobody\nmodel: simulated/desk-1\ninputs: [x]\n" },
      "agents/a.yaml",
      1,
      "prompt/nobody does not exist",
    ],
    [
      "a key in a comment",
      {
        "agents/a.yaml": `description: A.\nprompt: solver\n# sk-${"a1".repeat(20)}\nmodel: simulated/desk-1\n`,
      },
      "agents/a.yaml",
      3,
      "key",
    ],
    [
      "code that does not compile",
      { "tools/t.yaml": "description: T.\n", "tools/t.js": "export function (" },
      "tools/t.js",
      1,
      "cannot be built",
    ],
    [
      "a placeholder that the schema lacks",
      { "prompts/a.md": "---\ndescription: A.\ninputSchema: {properties: {}}\n---\nSay {{word}}\n" },
      "prompts/a.md",
      3,
      "{{word}}",
    ],
  ])("%s", async (_what, files, file, line, reason) => {
    const before = head();
    const { problems, commit } = await apply(files);
    expect([head(), commit]).toEqual([before, undefined]);
    expect(problems).toContainEqual(
      expect.objectContaining({ file, reason: expect.stringContaining(reason) as string }),
    );
    expect(problems.find((problem) => problem.file === file)?.line).toBe(line);
  });

  it("what is no file of ours is left alone and named", async () => {
    const { ignored } = await apply({
      ...HOME,
      "README.md": "hello",
      "prompts/README.md": "notes",
      "prompts/.a.md.swp": "x",
      "tools/~": "x",
    });
    expect(ignored).toEqual(["README.md", "prompts/README.md", "prompts/.a.md.swp", "tools/~"]);
  });

  it("nothing is retired because its file is missing, unless that is asked for; what never came by files stays", async () => {
    await apply(HOME);
    const { "environments/inbox.yaml": _gone, "environments/inbox/mail/one.txt": _too, ...rest } = HOME;
    const files = {
      ...rest,
      "agents/sorter.yaml": (HOME["agents/sorter.yaml"] ?? "").replace("environments: [inbox]\n", ""),
    };
    expect((await apply(files)).changes.map(({ resource }) => resource)).toEqual(["agent/sorter"]);
    const pruned = await apply(files, { prune: true });
    expect(pruned.changes.map(({ resource, lifecycle }) => [resource, lifecycle])).toEqual([
      ["environment/inbox", "archived"],
    ]);
  });

  it.each(["optimizer", "agent", "client"] as const)(
    "nobody but a person brings files in: %s",
    async (kind) => {
      const before = head();
      const client: WorkspaceClient = createRouterClient(router, {
        context: desk.workspace.contextFor({ kind, name: `a ${kind}` }),
      });
      expect(await codeOf(client.files.apply({ files: list(HOME) }))).toBe("path-refused");
      expect(head()).toBe(before);
    },
  );
});

describe("[S55] what somebody wrote is not written over", () => {
  const at = (files: Files, overwrite = false) =>
    desk.client.files.export({ resources: ["prompt/sorter"], existing: list(files), overwrite });

  it("an edit that was not brought in is refused by name, an older state is brought up to date", async () => {
    await apply(HOME);
    const mine = { "prompts/sorter.md": (HOME["prompts/sorter.md"] ?? "").replace("Urgent", "Pressing") };
    const refused = await at(mine);
    expect([refused.files, refused.refused.map(({ file }) => file)]).toEqual([[], ["prompts/sorter.md"]]);
    expect((await at(mine, true)).files.map(({ path }) => path)).toEqual(["prompts/sorter.md"]);
    await apply(mine);
    expect(await at(HOME)).toMatchObject({
      refused: [],
      files: [{ path: "prompts/sorter.md", text: mine["prompts/sorter.md"] }],
    });
  });

  it("a file that cannot be read is refused, and comments that are nowhere else stay", async () => {
    await apply(HOME);
    expect((await at({ "prompts/sorter.md": "no front matter" })).refused).toHaveLength(1);
    const noted = {
      "prompts/sorter.md": (HOME["prompts/sorter.md"] ?? "").replace("---\n", "---\n# mine\n"),
    };
    expect(await at(noted)).toMatchObject({ files: [], refused: [], remove: [] });
  });
});

describe("[S52] what lands is what was looked at", () => {
  const PROMPT = (text: string) => ({ "prompts/sorter.md": `---\ndescription: Sorts.\n---\n${text}\n` });

  it("another commit of the same resource since is head-moved, one of another resource is not", async () => {
    await apply(PROMPT("Sort {{ticket}}."));
    const looked = await apply(PROMPT("Sort {{ticket}} well."), { preview: true });
    await apply(PROMPT("Sort {{ticket}} by hand."));
    const theirs = head();
    const late = apply(PROMPT("Sort {{ticket}} well."), { base: looked.head });
    expect(await codeOf(late)).toBe("head-moved");
    expect(head()).toBe(theirs);
    const again = await apply(PROMPT("Sort {{ticket}} well."), { preview: true });
    await desk.client.resources.change({
      edits: [{ type: "copy", resource: "prompt/other", from: "prompt/sorter" }],
      message: "Copy it",
    });
    expect((await apply(PROMPT("Sort {{ticket}} well."), { base: again.head })).commit).toBe(head());
  });

  it("a resource that somebody made meanwhile is not taken for the one that was looked at", async () => {
    const looked = await apply(PROMPT("Mine {{ticket}}."), { preview: true });
    await apply(PROMPT("Theirs {{ticket}}."));
    expect(await codeOf(apply(PROMPT("Mine {{ticket}}."), { base: looked.head }))).toBe("head-moved");
  });
});

describe("[R43] fields of files that nobody knows", () => {
  const agent = (more: string) => ({
    "prompts/own.md": "---\ndescription: Own.\n---\nSay {{word}}.\n",
    "agents/own.yaml": `description: Own.\nprompt: own\nmodel: simulated/desk-1\n${more}`,
  });

  it("that are known ones written wrongly are refused, each with its line and what was meant", async () => {
    const before = head();
    const { problems } = await apply(agent("toools: []\nsampling:\n  temprature: 0\nextends: ../a.yaml\n"));
    expect(problems.map(({ file, line, path, reason }) => [`${file}:${line ?? ""}`, path, reason])).toEqual([
      ["agents/own.yaml:4", "/toools", expect.stringContaining('did you mean "tools"?')],
      ["agents/own.yaml:6", "/sampling/temprature", expect.stringContaining('did you mean "temperature"?')],
      ["agents/own.yaml:7", "/extends", expect.stringContaining("on the disk")],
    ]);
    expect(head()).toBe(before);
    // A form that does not hold is told together with what explains it.
    const missing = await apply({ "agents/own.yaml": "description: Own.\npromt: own\nmodel: a/b\n" });
    expect(missing.problems.map(({ path }) => path)).toEqual(["/prompt", "/inputs", "/promt"]);
  });

  it("are kept and told where nothing is near, and go out as they came; one's own are not told of", async () => {
    const files = agent("colour: red # Mine.\nx-tool: a\nsampling: { x-temperatur: 1 }\n");
    const applied = await apply(files);
    expect([applied.problems, applied.done]).toEqual([[], "Bring it in"]);
    expect(applied.warnings).toEqual([
      expect.objectContaining({ file: "agents/own.yaml", line: 4, path: "/colour" }),
    ]);
    const exported = await desk.client.files.export({ resources: ["agent/own", "prompt/own"] });
    expect(Object.fromEntries(exported.files.map(({ path, text }) => [path, text]))).toEqual(files);
  });

  it("that are in force already come in again, whatever they look like", async () => {
    await apply(agent(""));
    const content = { ...(await contentOf("agent/own")), toools: ["a"] };
    await desk.client.resources.change({
      edits: [{ type: "update", resource: "agent/own", content }],
      message: "As data",
      as: "commit",
    });
    const { files } = await desk.client.files.export({ resources: ["agent/own"] });
    expect(files[0]?.text).toContain("toools");
    const again = await desk.client.files.apply({ files, message: "Again" });
    expect([again.problems, again.unchanged, again.warnings.map(({ path }) => path)]).toEqual([
      [],
      ["agent/own"],
      ["/toools"],
    ]);
  });
});
