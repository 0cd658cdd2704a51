import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A workspace to open. */
export type Named = {
  /** A folder, or a file in it that stands for it. */
  readonly path: string;
  /** Where there is nothing yet, the practice workspace is made without a question. */
  readonly isPractice: boolean;
};

export type Start = {
  readonly argv: readonly string[];
  /** From source the program's own path is among the arguments. */
  readonly isFromSource: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** What a start of the program names: its first argument, else $AUTOGENESIS_WORKSPACE; null when it names nothing. */
export function findNamed({ argv, isFromSource, cwd, env }: Start): Named | null {
  // Npm moves scripts and remembers from where they were started. Switches are Chromium's, which adds some of its own.
  const from = env["INIT_CWD"] ?? cwd;
  const [argument] = argv
    .slice(1)
    .filter((arg) => !arg.startsWith("-"))
    .slice(isFromSource ? 1 : 0);
  if (argument !== undefined && argument !== "") return { path: toPath(argument, from), isPractice: false };
  const variable = env["AUTOGENESIS_WORKSPACE"] ?? "";
  return variable === "" ? null : { path: resolve(from, variable), isPractice: true };
}

/** Linux menus hand over addresses of files. */
function toPath(argument: string, from: string): string {
  return argument.startsWith("file:") ? fileURLToPath(argument) : resolve(from, argument);
}

/** The folder that a path means: a workspace's own database stands for the folder it is in. */
export function toFolder(path: string): string {
  return basename(path) === "workspace.sqlite" ? dirname(path) : path;
}
