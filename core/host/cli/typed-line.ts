import type { Command } from "commander";

const lines = new WeakMap<Command, readonly string[]>();

/** Keeps what was typed with the commands that it is for, so that a command can say how it is typed whole. */
export function rememberTyped(program: Command, args: readonly string[]): void {
  lines.set(program, args);
}

/** The command line as it was typed, with more after it: to be copied as it is [C38]. */
export function lineWith(command: Command, more: readonly string[]): string {
  const typed = lines.get(rootOf(command)) ?? [];
  return howCalled() + [...typed, ...more].map(quoteWhereNeeded).join(" ");
}

/** What stands before a command where it is run as a script of the checkout: a line can be copied as it is. */
export function howCalled(): string {
  return process.env["npm_lifecycle_event"] === "cli" ? "npm run --silent cli -- " : "";
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** As shells of this system take it for one word. */
function quoteWhereNeeded(word: string): string {
  if (/^[\w./:@%+=,-]+$/.test(word)) return word;
  return process.platform === "win32"
    ? `"${word.replaceAll('"', '""')}"`
    : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
