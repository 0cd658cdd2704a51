import { assertDefined } from "#core/base/assert.ts";
import { fileText, openGit, pathOf, type Git } from "./git-plumbing.ts";
import { firstPrompts, type PromptChange } from "./prompts.ts";

/** A repository with the same changes in one pack, which is how git reads fastest. Made by fast-import, untimed. */
export function makeGitHistory(repository: string, changes: readonly PromptChange[]): Git {
  const git = openGit(repository, "default");
  git(["fast-import", "--quiet"], toFastImport(changes));
  return git;
}

function toFastImport(changes: readonly PromptChange[]): Buffer {
  const seed = toCommit("seed", firstPrompts());
  const commits = changes.map((change) => toCommit(`step ${change.step}`, [change]));
  return Buffer.concat([seed, ...commits, Buffer.from("done\n")].map((part) => Buffer.from(part)));
}

function toCommit(message: string, changes: readonly PromptChange[]): Buffer {
  const head = `commit refs/heads/main\ncommitter bench <bench@example.org> 1767225600 +0000\n${toData(message)}`;
  const files = changes.map((change) => `M 100644 inline ${pathOf(change)}\n${toData(fileText(change))}`);
  return Buffer.from([head, ...files].join(""));
}

function toData(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** The newest commits with parents, author, time, message and what they changed. */
export function readGitLog(git: Git, limit: number): readonly unknown[] {
  const format = "--format=%x00%H%n%P%n%an%n%at%n%s";
  const text = git(["log", `-${limit}`, "--raw", "--no-abbrev", "--no-renames", format, "refs/heads/main"]);
  return text
    .split("\0")
    .slice(1)
    .map((entry) => {
      const [id, parents = "", author, at, message, , ...changes] = entry.trimEnd().split("\n");
      return { id, parents: parents.split(" "), author, at, message, changes };
    });
}

/** The contents of a file's newest versions: which commits changed it, then all of them from one process. */
export function readGitVersions(git: Git, path: string, limit: number): readonly unknown[] {
  const commits = git(["log", `-${limit}`, "--format=%H", "refs/heads/main", "--", path]).split("\n");
  return readObjects(
    git,
    commits.map((commit) => `${commit}:${path}`),
  );
}

/** Every file at a commit, with its content. */
export function readGitState(git: Git, commit: string): readonly unknown[] {
  const entries = git(["ls-tree", "-r", commit]).split("\n");
  return readObjects(
    git,
    entries.map((entry) => assertDefined(entry.split(/[\s]/)[2], "a tree entry's object")),
  );
}

export function readGitDiff(git: Git, from: string, to: string): readonly string[] {
  return git(["diff", "--no-color", from, to]).split("diff --git ").slice(1);
}

/** `cat-file --batch` answers `<id> <type> <size>\n<content>\n` for each line it is given; contents are one line here. */
function readObjects(git: Git, names: readonly string[]): readonly unknown[] {
  const lines = git(["cat-file", "--batch"], `${names.join("\n")}\n`).split("\n");
  return lines.filter((_, at) => at % 2 === 1).map((line) => JSON.parse(line) as unknown);
}
