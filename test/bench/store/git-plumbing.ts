import { execFileSync } from "node:child_process";
import { versionText } from "#core/store/versions.ts";
import { firstPrompts, type PromptChange } from "./prompts.ts";

/** What git promises to be on the disk when a command returns. Its own default syncs no loose object and no ref. */
export type GitDurability = "default" | "synced";

const DURABILITY: Readonly<Record<GitDurability, readonly string[]>> = {
  default: [],
  synced: ["-c", "core.fsync=objects,reference", "-c", "core.fsyncMethod=fsync"],
};

export type Git = (args: readonly string[], input?: string | Buffer) => string;

/** git in a bare repository, undisturbed by this machine's configuration. Throws where there is no git. */
export function openGit(repository: string, durability: GitDurability): Git {
  const env = {
    PATH: process.env["PATH"] ?? "",
    GIT_DIR: repository,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((role) => [
        [`GIT_${role}_NAME`, "bench"],
        [`GIT_${role}_EMAIL`, "bench@example.org"],
      ]),
    ),
  };
  const git: Git = (args, input) =>
    execFileSync("git", [...DURABILITY[durability], ...args], {
      env,
      encoding: "utf8",
      maxBuffer: 2 ** 30,
      ...(input === undefined ? {} : { input }),
    }).trimEnd();
  git(["init", "--quiet", "--bare", repository]);
  return git;
}

export function gitVersion(): string | null {
  try {
    return execFileSync("git", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** The path that stands for a prompt in git. */
export function pathOf({ key }: PromptChange): string {
  return `${key}.json`;
}

/** The file's content: the very text of which our version id is the hash. */
export function fileText({ key, content }: PromptChange): string {
  return versionText(key, content);
}

/** Writes the prompts as a first commit; returns its id. */
export function seedGit(git: Git): string {
  for (const prompt of firstPrompts()) stageFile(git, prompt);
  return commitIndex(git, null, "seed");
}

/** One changed file as one commit, by the five commands a program uses: the index keeps what did not change. */
export function commitWithPlumbing(git: Git, parent: string, change: PromptChange): string {
  stageFile(git, change);
  return commitIndex(git, parent, `step ${change.step}`);
}

function stageFile(git: Git, change: PromptChange): void {
  const blob = git(["hash-object", "-w", "--stdin"], fileText(change));
  git(["update-index", "--add", "--cacheinfo", `100644,${blob},${pathOf(change)}`]);
}

function commitIndex(git: Git, parent: string | null, message: string): string {
  const tree = git(["write-tree"]);
  const commit = git(["commit-tree", tree, ...(parent === null ? [] : ["-p", parent]), "-m", message]);
  git(["update-ref", "refs/heads/main", commit, ...(parent === null ? [] : [parent])]);
  return commit;
}
