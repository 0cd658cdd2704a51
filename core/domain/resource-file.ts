import type { ResourceKind } from "#core/domain/resource.ts";

/** A file by its path below the folder, with slashes, and its whole text. */
export type ResourceFile = { readonly path: string; readonly text: string };

/** What is wrong with a file: where, for people and programs. `path` is a pointer into what it says. */
export type FileProblem = {
  readonly file: string;
  /** From 1; null where it is about the file as a whole. */
  readonly line: number | null;
  readonly path: string;
  readonly reason: string;
};

/** The folder that files of a kind stand in. */
export const FOLDERS = {
  prompt: "prompts",
  agent: "agents",
  tool: "tools",
  environment: "environments",
  memory: "memory",
} as const satisfies Record<ResourceKind, string>;

export const KIND_OF_FOLDER: ReadonlyMap<string, ResourceKind> = new Map(
  (Object.entries(FOLDERS) as [ResourceKind, string][]).map(([kind, folder]) => [folder, kind]),
);

/** No folder that somebody writes by hand comes near these; whoever asks pays for what they send. */
export const MOST_FILES = 5000;
export const MOST_FILE_CHARACTERS = 2_000_000;
export const MOST_CHARACTERS_IN_ALL = 32_000_000;
export const MOST_PATH_CHARACTERS = 1000;

/** A problem with the whole of a file. */
export function wholeFile(file: string, reason: string): FileProblem {
  return { file, line: null, path: "", reason };
}

const BACKUP = /(~|\.(swp|swo|swx|tmp|bak|orig|rej|part|crdownload))$|^#.*#$/;

/** What editors, version control and systems leave beside one's files: names that nobody gives a resource. */
export function isLeftOver(name: string): boolean {
  return name.startsWith(".") || BACKUP.test(name) || name === "node_modules" || name === "Thumbs.db";
}
