import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import { nearestWord } from "#core/base/nearest-word.ts";

/**
 * Throws usage where help is asked for about a command that there is not: help of what stands around it would be no
 * answer, and no failure [C1].
 */
export function refuseUnknown(program: Command, args: readonly string[]): void {
  if (!args.includes("--help") && !args.includes("-h")) return;
  let group = program;
  for (const [at, word] of args.entries()) {
    if (group.commands.length === 0) return;
    if (word.startsWith("-") || args[at - 1] === "--workspace") continue;
    if (word === "help") return;
    const found = group.commands.find((command) => command.name() === word);
    if (found === undefined) throw unknown(group, word);
    group = found;
  }
}

function unknown(group: Command, word: string): AppError {
  const names = group.commands.map((command) => command.name());
  const meant = nearestWord(word, names);
  return new AppError("usage", `There is no command "${word}".`, {
    hint: meant === null ? `There are ${names.join(", ")}.` : `Did you mean ${meant}?`,
  });
}
