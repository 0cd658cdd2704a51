import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli, runCli, startCli } from "#test/support/cli-process.ts";
import { HOME, type Files } from "#test/support/home-files.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const { folder, remove } = makeFolder();
let fresh: string;
let count = 0;
beforeAll(async () => {
  fresh = await makeOrderDesk(folder);
});
afterAll(remove);

/** A workspace of its own, and a folder with these files. */
function open(files: Files): {
  readonly at: readonly string[];
  readonly home: string;
  readonly away: string;
} {
  count += 1;
  const workspace = copyWorkspace(fresh, join(folder, `desk-${count}`));
  const home = join(folder, `home-${count}`);
  for (const [path, text] of Object.entries(files)) write(home, path, text);
  return { at: ["--workspace", workspace], home, away: join(folder, `away-${count}`) };
}

function write(home: string, path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

function readAll(home: string): Files {
  const paths = readdirSync(home, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(home, path)).isFile(),
  );
  return Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(join(home, path), "utf8")]));
}

const sorted = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));

type Applied = { readonly commit?: string; readonly changes: readonly { readonly resource: string }[] };
type Refused = {
  readonly error: { readonly code: string };
  readonly problems: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly reason: string;
  }[];
};
type Head = { readonly head: string };

describe("[S54] the command line", () => {
  it("brings a folder in and takes it out, byte for byte, line ends and all", async () => {
    const { at, home, away } = open(HOME);
    const applied = await askCli<Applied>(["apply", home, ...at], 0);
    const keys = applied.changes.map(({ resource }) => resource);
    expect(keys.length).toBe(6);
    const out = await runCli(["export", away, ...keys, "--files", ...at]);
    expect([out.code, readAll(away)]).toEqual([0, sorted(HOME)]);
    const again = await runCli(["apply", away, ...at]);
    expect(again.stdout).toContain("Nothing would change");
  });

  it("brings in one file with what stands beside it, wherever it stands", async () => {
    const { at, home } = open({
      "my-sum.yaml": HOME["tools/sum.yaml"] ?? "",
      "my-sum.js": HOME["tools/sum.js"] ?? "",
      "pair.schema.json": HOME["tools/pair.schema.json"] ?? "",
      "notes.txt": "not mine",
    });
    expect((await askCli<Applied>(["apply", join(home, "my-sum.yaml"), ...at], 0)).changes).toMatchObject([
      { resource: "tool/my-sum" },
    ]);
    write(home, "odd.yaml", "description: What am I?\n");
    const refused = await askCli<Refused>(["apply", join(home, "odd.yaml"), ...at], 1);
    expect(refused.problems).toMatchObject([
      { file: "odd.yaml", reason: expect.stringContaining("does not say what it is") as string },
    ]);
  });
});

describe("[S52] what a disk holds beside files of resources", () => {
  it("200 files with three bad ones: each by file and line, in words and as data, and nothing lands", async () => {
    const files: Record<string, string> = {};
    for (let each = 0; each < 200; each += 1)
      files[`prompts/p${each}.md`] = `---\ndescription: Prompt ${each}.\n---\nSay {{word}} ${each} times.\n`;
    files["prompts/p20.md"] = "---\ndescription: [\n---\nSay {{word}}.\n";
    files["prompts/p120.md"] = "---\ndescription: 7\nmask: none\n---\nSay {{word}}.\n";
    const { at, home } = open(files);
    write(home, "prompts/p60.md", Buffer.from("---\ndescription: caf\u00e9\n---\nx\n", "latin1"));
    const head = async () => (await askCli<readonly Head[]>(["log", ...at])).length;
    const before = await head();
    const { error, problems } = await askCli<Refused>(["apply", home, ...at], 1);
    expect([error.code, problems.map(({ file, line }) => `${file}:${line}`).toSorted()]).toEqual([
      "content-invalid",
      ["prompts/p120.md:2", "prompts/p120.md:3", "prompts/p20.md:3", "prompts/p60.md:2"],
    ]);
    const said = await runCli(["apply", home, ...at]);
    expect([said.code, said.stdout.trim()]).toEqual([1, ""]);
    expect(said.stderr).toContain("prompts/p60.md:2: it is not text in UTF-8");
    expect(await head()).toBe(before);
  });

  it("links, closed files and folders within are problems; hidden files and backups are not read", async () => {
    const { at, home } = open({
      ...HOME,
      "prompts/.git/config": "x",
      "prompts/sorter.md~": "x",
      "tools/#sum.yaml#": "x",
      ".git/HEAD": "x",
      "README.md": "hi",
    });
    expect((await askCli<Applied>(["apply", home, ...at, "--preview"], 0)).changes.length).toBe(6);
    symlinkSync("/etc/hostname", join(home, "prompts/host.md"));
    symlinkSync(join(home, "prompts"), join(home, "prompts/again"));
    write(home, "prompts/deep/a.md", "x");
    const { problems } = await askCli<Refused>(["apply", home, ...at], 1);
    expect(problems.map(({ file, reason }) => [file, /link|deep/.exec(reason)?.[0]])).toEqual([
      ["prompts/host.md", "link"],
      ["prompts/deep/a.md", "deep"],
    ]);
  });

  it.skipIf(process.getuid?.() === 0)("a file that may not be opened is a problem", async () => {
    const { at, home } = open(HOME);
    chmodSync(join(home, "tools/sum.js"), 0o000);
    const { problems } = await askCli<Refused>(["apply", home, ...at], 1);
    expect(problems).toMatchObject([
      { file: "tools/sum.js", reason: expect.stringContaining("may not be opened") as string },
    ]);
  });

  it("a folder with nothing of ours in it, or none at all, is refused by name", async () => {
    const { at, home } = open({ "notes.txt": "x" });
    expect((await runCli(["apply", home, ...at])).stderr).toContain("holds no files of resources");
    expect((await runCli(["apply", join(home, "none"), ...at])).stderr).toContain("[path-refused]");
  });
});

describe("[S55] an export", () => {
  it("leaves what is of no resource, refuses what no version says, and writes through no link", async () => {
    const { at, home, away } = open(HOME);
    await askCli(["apply", home, ...at], 0);
    const all = ["prompt/sorter", "agent/sorter"];
    write(home, "prompts/sorter.md", (HOME["prompts/sorter.md"] ?? "").replace("Urgent", "Pressing"));
    write(home, "NOTES.md", "mine");
    const refused = await askCli<Refused>(["export", home, ...all, "--files", ...at], 1);
    expect(refused.problems.map(({ file }) => file)).toEqual(["prompts/sorter.md"]);
    expect(readFileSync(join(home, "prompts/sorter.md"), "utf8")).toContain("Pressing");
    await askCli(["export", home, ...all, "--files", "--force", ...at], 0);
    expect(readAll(home)).toEqual(sorted({ ...HOME, "NOTES.md": "mine" }));
    mkdirSync(away);
    symlinkSync(folder, join(away, "prompts"));
    expect((await runCli(["export", away, ...all, "--files", ...at])).stderr).toContain("[path-refused]");
    expect(existsSync(join(folder, "sorter.md"))).toBe(false);
  });

  it("goes into no folder of other things, and says as what", async () => {
    const { at, home } = open({ "notes.txt": "x" });
    expect((await runCli(["export", home, "--files", ...at])).stderr).toContain(
      "holds other things: notes.txt",
    );
    expect((await runCli(["export", join(home, "new"), ...at])).code).toBe(2);
    expect(readdirSync(home)).toEqual(["notes.txt"]);
  });
});

it("[S56] [C35] a folder that is followed becomes drafts, one in the place of the other whoever follows it, and no commit", async () => {
  const { at, home } = open({ "prompts/solver.md": "---\ndescription: Solves.\n---\nSolve {{question}}.\n" });
  const commits = async () => (await askCli<readonly Head[]>(["log", ...at])).length;
  const before = await commits();
  const { child, finished } = startCli(["apply", home, "--watch", "--json", ...at]);
  const told = async (text: string): Promise<void> => {
    await vi.waitFor(() => expect(heard).toContain(text), { timeout: 30_000, interval: 50 });
  };
  let heard = "";
  child.stderr?.on("data", (chunk: string) => (heard += chunk));
  await told("Draft 1: prompt/solver");
  // As editors write: beside it, and then in its place.
  write(home, "prompts/.solver.tmp", "---\ndescription: Solves.\n---\nSolve {{question}} with care.\n");
  renameSync(join(home, "prompts/.solver.tmp"), join(home, "prompts/solver.md"));
  await told("Draft 2: prompt/solver, in the place of 1");
  write(home, "prompts/solver.md", "---\ndescription: [\n---\nSolve {{question}}.\n");
  await told("Draft 2 stays as it was.");
  write(
    home,
    "prompts/solver.md",
    "---\n# careful\ndescription: Solves.\n---\nSolve {{question}} with care.\n",
  );
  await told("Draft 2 says that already.");
  // [C35] Another would leave drafts of its own behind.
  const { stderr } = await runCli(["apply", home, "--watch", ...at]);
  expect(stderr).toContain(`is followed already, by process ${child.pid}`);
  child.kill("SIGINT");
  const { code, stdout } = await finished;
  expect([code, JSON.parse(stdout)]).toEqual([0, { folder: home, changes: 4, draft: "2", problems: [] }]);
  expect(await listProposals(at)).toEqual(["1 superseded", "2 draft"]);
  expect(await commits()).toBe(before);

  write(home, "prompts/solver.md", "---\ndescription: Solves.\n---\nSolve {{question}} quickly.\n");
  const next = startCli(["apply", home, "--watch", "--json", ...at]);
  heard = "";
  next.child.stderr?.on("data", (chunk: string) => (heard += chunk));
  await told("Draft 3: prompt/solver, in the place of 2");
  next.child.kill("SIGINT");
  await next.finished;
  await askCli(["apply", home, ...at]);
  expect(await listProposals(at)).toEqual(["1 superseded", "2 superseded", "3 superseded"]);
});

type Listed = { readonly id: string; readonly status: string };

async function listProposals(at: readonly string[]): Promise<readonly string[]> {
  const listed = await askCli<readonly Listed[]>(["proposals", ...at]);
  return listed.map(({ id, status }) => `${id} ${status}`).toSorted((a, b) => (a < b ? -1 : 1));
}
