import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import type { Json } from "#core/base/json.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { runCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";

// Several processes, one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The command line as a process: what it prints with --json, field by field, and how it exits. */
let made: ReturnType<typeof makeFolder>;
let workspace: string;
const ids = { first: "", second: "", shared: "" };

beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
  const desk = openTestWorkspace(workspace);
  ids.first = desk.store.headBranch.commit();
  const values = [{ pointer: "/rules", value: "Tidy up." }];
  await desk.client.resources.setVariables({
    resource: "environment/desk-files",
    values,
    message: "Tidy up",
  });
  ids.second = desk.store.headBranch.commit();
  ids.shared = addNamesakes(desk.store);
  await desk.close();
  writeFileSync(
    join(made.folder, "items.jsonl"),
    '{"input":"1+1","expected":"2"}\nnot json\n{"input":"2+2","expected":"4"}\n',
  );
});
afterAll(() => {
  made.remove();
});

/** Commits beside the line until two ids begin alike; returns that beginning. */
function addNamesakes(store: ReturnType<typeof openTestWorkspace>["store"]): string {
  const { id: parent, ...body } = store.commits.get(store.headBranch.commit());
  const seen = new Set(store.commits.ids().map((id) => id.slice(0, 4)));
  return store.atomic(() => {
    for (let count = 0; ; count += 1) {
      const { id } = store.commits.append({ ...body, parents: [parent], changes: [], message: `${count}` });
      store.audit.append({ at: body.at, type: "commit", body: { commit: id, state: body.state } });
      if (seen.has(id.slice(0, 4))) return id.slice(0, 4);
      seen.add(id.slice(0, 4));
    }
  });
}

/** A document with its leaves replaced by their types, and lists by their first element: what the documentation fixes. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, 1).map((item: Json) => shapeOf(item));
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

const fill = (args: readonly string[]): readonly string[] =>
  args.map((arg) => arg.replace(/\$(first|second|shared)/, (_all, name: keyof typeof ids) => ids[name]));

async function ask(
  args: readonly string[],
): Promise<{ code: number | null; document: Json; stderr: string }> {
  const { code, stdout, stderr } = await runCli([...fill(args), "--workspace", workspace, "--json"], {
    INIT_CWD: made.folder,
  });
  expect(stdout.split("\n")).toHaveLength(2);
  return { code, document: JSON.parse(stdout) as Json, stderr };
}

const CHANGE = { resource: "string", from: "null", to: "string", label: "string", lifecycle: "string" };
const COMMIT = {
  id: "string",
  parents: [],
  state: "string",
  message: "string",
  author: { kind: "string", name: "string" },
  at: "string",
  changes: [CHANGE],
};
const SECOND = { ...COMMIT, parents: ["string"], changes: [{ ...CHANGE, from: "string" }] };
const DONE = { commit: "string", head: "string", done: "string" };
const RESOURCE = { kind: "string", name: "string", version: "string", label: "string", state: "string" };
const VERSION = { version: "string", label: "string" };

describe("[C2] the document of", () => {
  const rows: ReadonlyArray<readonly [command: string, shape: Json]> = [
    ["log", [SECOND]],
    ["log --from $first --limit 1", [COMMIT]],
    ["show $first", [COMMIT]],
    ["show head", [SECOND]],
    [
      "diff $first head",
      { changes: [{ resource: "string", path: "string", before: "string", after: "string" }], contract: [] },
    ],
    ["resource list", [RESOURCE]],
    [
      "resource show prompt/order-clerk",
      {
        ...RESOURCE,
        content: {},
        variables: [{ pointer: "string", type: "string", learnable: "boolean" }],
        dependents: ["string"],
      },
    ],
    ["resource show environment/desk-files --at $first", { ...RESOURCE, dependents: [] }],
    [
      "contract",
      [
        {
          resource: "string",
          label: "string",
          state: "string",
          description: "string",
          actions: [
            { name: "string", inputs: [{ name: "string", required: "boolean", schema: {} }], output: "null" },
          ],
          preconditions: [],
          limits: [],
          constraints: ["string"],
        },
      ],
    ],
    ["contract --text", { commit: "string", resources: "number", text: "string" }],
    [
      "verify",
      { ok: "boolean", checked: { blobs: "number", versions: "number", commits: "number", audit: "number" } },
    ],
    [
      "rollback $first --preview",
      {
        resources: [{ resource: "string", from: VERSION, to: VERSION }],
        dependents: [],
        undoneCommits: [SECOND],
        conflicts: [],
        laterRuns: "number",
        notRestored: [],
      },
    ],
    ["rollback $first --resource environment/desk-files", DONE],
    ["undo", DONE],
    ["redo --preview", { operation: { kind: "string", label: "string" }, made: "string", preview: {} }],
    ["redo", DONE],
    ["undo", DONE],
    ["rollback $first", DONE],
    [
      "dataset import items.jsonl --name sums",
      {
        name: "string",
        items: "number",
        splits: { train: "number", validation: "number", test: "number" },
        skipped: [{ line: "number", reason: "string" }],
      },
    ],
    ["dataset list", [{ name: "string" }]],
    ["proposals", []],
    ["session list", []],
    ["traces", []],
  ];
  it.each(rows)("%s", async (command, shape) => {
    const { code, document } = await askHere(command.split(" "));
    expect(code).toBe(0);
    expect(shapeOf(document)).toMatchObject(shape as object);
  });

  it("the process is the same, and alone on its standard output", async () => {
    const { code, document, stderr } = await ask(["log"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(document).toEqual((await askHere(["log"])).document);
  });

  it("[C21] an import that can decide nothing says so, and is done all the same", async () => {
    vi.stubEnv("INIT_CWD", made.folder);
    writeFileSync(
      join(made.folder, "few.jsonl"),
      `{"question":"1","answer":"1"}\n{"question":"2","answer":"2"}\n`,
    );
    const imported = await runCliHere([
      "dataset",
      "import",
      "few.jsonl",
      "--name",
      "few",
      "--workspace",
      workspace,
    ]);
    expect([imported.code, imported.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^Imported 2 items as few(.|\n)*Warning: few has \d+ validation items?: (so few|only a change)/,
      ),
    ]);
    const shown = await runCliHere(["dataset", "show", "few", "--split", "train", "--workspace", workspace]);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining("train items\nitem")]);
    const gate = ["dataset", "show", "order-desk", "--split", "validation", "--limit", "1", "--json"];
    const seen = await runCliHere([...gate, "--workspace", workspace]);
    expect([seen.code, JSON.parse(seen.stdout)]).toMatchObject([0, { items: [{ split: "validation" }] }]);
    const missing = await runCliHere(["dataset", "show", "gone", "--workspace", workspace, "--json"]);
    expect([missing.code, JSON.parse(missing.stdout)]).toMatchObject([
      1,
      { error: { code: "dataset-missing" } },
    ]);
  });

  it("a session over a set too small for small effects is warned about before it starts", async () => {
    vi.stubEnv("INIT_CWD", made.folder);
    const lines = Array.from(
      { length: 40 },
      (_, at) => `{"question":"Which is item ${at}?","answer":"${at}"}`,
    );
    writeFileSync(join(made.folder, "small.jsonl"), lines.join("\n"));
    await runCliHere(["dataset", "import", "small.jsonl", "--name", "small", "--workspace", workspace]);
    const start = ["session", "start", "--iterations", "1", "--max-calls", "1", "--workspace", workspace];
    const small = await runCli([...start, "--dataset", "small"], {});
    expect(small.stderr).toMatch(/^\d+ validation items: (only a change of about|so few can show)/m);
    const large = await runCli([...start, "--dataset", "order-desk"], {});
    expect(large.stderr).not.toContain("validation items:");
  });

  it("init names the first commit, and makes a workspace that nothing stands in yet", async () => {
    const folder = join(made.folder, "new one");
    const { code, stdout } = await runCli(["init", "new one", "--from", "empty", "--json"], {
      INIT_CWD: made.folder,
    });
    const document = JSON.parse(stdout) as { commit: string; head: string };
    expect([code, document.commit === document.head, existsSync(join(folder, "workspace.sqlite"))]).toEqual([
      0,
      true,
      true,
    ]);
    expect(shapeOf(document)).toEqual({ ...DONE, warnings: [] });
    const again = await runCli(["init", "new one", "--json"], { INIT_CWD: made.folder });
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([
      1,
      { error: { code: "workspace-exists" } },
    ]);
  });
});

/** The same command line within this process, for rows that need no process of their own. */
async function askHere(args: readonly string[]): Promise<{ code: number; document: Json }> {
  vi.stubEnv("INIT_CWD", made.folder);
  try {
    const { code, stdout } = await runCliHere([...fill(args), "--workspace", workspace, "--json"]);
    expect(stdout.split("\n")).toHaveLength(2);
    return { code, document: JSON.parse(stdout) as Json };
  } finally {
    vi.unstubAllEnvs();
  }
}

describe("[C1, C3] a refusal exits with its code and prints one error document", () => {
  const rows: ReadonlyArray<readonly [command: string, exit: 1 | 2, code: string]> = [
    ["show ffffffff", 1, "not-found"],
    ["show $shared", 1, "ambiguous-id"],
    ["show head~99", 1, "not-found"],
    ["diff head nowhere", 1, "not-found"],
    ["log --from nowhere", 1, "not-found"],
    ["log --limit 0", 2, "input-invalid"],
    ["log --limit ten", 2, "usage"],
    ["resource show prompt/ghost", 1, "resource-missing"],
    ["resource show ghost", 2, "usage"],
    ["rollback head", 1, "nothing-to-commit"],
    ["rollback head --resource ../x", 2, "usage"],
    ["proposal show 99", 1, "not-found"],
    ["proposal reject 99", 2, "usage"],
    ["session show 99", 1, "not-found"],
    ["dataset import items.jsonl --name sums2 --format xml", 2, "usage"],
    ["dataset import nowhere.jsonl --name sums3", 1, "not-found"],
    ["show", 2, "usage"],
    ["show a b", 2, "usage"],
    ["frobnicate", 2, "usage"],
    ["log --colour", 2, "usage"],
    ["resource", 2, "usage"],
    ["evaluate --split moon", 2, "usage"],
    ["serve --port 99999", 2, "usage"],
    ["session start --iterations 0", 2, "usage"],
    ["session start --set session.gate.alpha=1", 2, "usage"],
    ["help nosuch", 2, "usage"],
  ];
  it.each(rows)("%s: %i %s", async (command, exit, code) => {
    const { code: exited, document } = await askHere(command.split(" "));
    expect([exited, document]).toEqual([
      exit,
      { error: { code, message: expect.stringMatching(/./), hint: expect.any(String) } },
    ]);
  });

  it.each([
    ["show ffffffff", 1, "not-found"],
    ["show", 2, "usage"],
  ] as const)("by the process too: %s exits %i", async (command, exit, code) => {
    expect(await ask(command.split(" "))).toMatchObject({ code: exit, document: { error: { code } } });
  });

  it("without --json, the complaint goes to standard error, and nothing to standard output", async () => {
    const { code, stdout, stderr } = await runCli(["show", "ffffffff", "--workspace", workspace]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      '"ffffffff" names no commit.\nCheck how it is written (`log` lists the commits).\n[not-found]\n',
    );
  });

  it("a folder without a workspace is named, and so is the default that nobody made", async () => {
    const none = await runCli(["log", "--json", "--workspace", join(made.folder, "none")]);
    expect([none.code, JSON.parse(none.stdout)]).toMatchObject([
      1,
      { error: { code: "workspace-missing", hint: expect.stringContaining("init") } },
    ]);
    const home = await runCli(["log", "--json"], { HOME: made.folder });
    expect([home.code, JSON.parse(home.stdout)]).toMatchObject([1, { error: { code: "workspace-missing" } }]);
    expect(existsSync(join(made.folder, "Autogenesis Studio"))).toBe(false);
  });

  it("the workspace comes from the option, else from the environment, against where the command was typed", async () => {
    const typed = { INIT_CWD: made.folder, AUTOGENESIS_WORKSPACE: "order-desk" };
    const { code, stdout } = await runCli(["resource", "list", "--json"], typed);
    expect([code, (JSON.parse(stdout) as Json[]).length > 10]).toEqual([0, true]);
    const option = await runCli(["resource", "list", "--json", "--workspace", "none"], typed);
    expect([option.code, option.stdout]).toEqual([1, expect.stringContaining("workspace-missing")]);
  });

  it("a settings file that is none is a fault of the configuration", async () => {
    const folder = join(made.folder, "odd settings");
    await initWorkspace(folder, { from: "empty" });
    rmSync(join(folder, "workspace.yaml"));
    mkdirSync(join(folder, "workspace.yaml"));
    const { code, stdout } = await runCli(["log", "--json", "--workspace", folder]);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      2,
      { error: { code: "config-invalid", message: expect.stringContaining("workspace.yaml") } },
    ]);
  });

  it("serve looks at the workspace before it builds a window", async () => {
    const served = await runCli(["serve", "--workspace", join(made.folder, "none")]);
    expect([served.code, served.stderr]).toEqual([1, expect.stringMatching(/^There is no workspace/)]);
  });

  it("verify on an altered file exits 1 and prints its own document", async () => {
    const desk = openTestWorkspace(workspace);
    desk.store.atomic(() => desk.store.refs.set({ name: "mine", kind: "tag", commit: ids.first }));
    await desk.close();
    const { code, document } = await ask(["verify"]);
    expect([code, document]).toMatchObject([1, { ok: false, firstBroken: { table: "ref", id: "mine" } }]);
  });

  it("help exits 0, and a group without a command shows what there is", async () => {
    const help = await runCli(["--help"]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("rollback")]);
    const version = await runCli(["--version"]);
    expect([version.code, version.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
    const nowhere = await runCli(["log", "--workspace", "", "--json"]);
    expect([nowhere.code, JSON.parse(nowhere.stdout)]).toMatchObject([2, { error: { code: "usage" } }]);
    const bare = await runCli([]);
    expect([bare.code, bare.stdout, bare.stderr]).toEqual([2, "", expect.stringContaining("Usage:")]);
  });
});
