import type { Command } from "commander";

/** What a command came to where that is not simply "done": 0 done, 1 failed or a negative answer. */
export type ExitCode = 0 | 1;

const codes = new WeakMap<Command, ExitCode>();

/**
 * The action of a command whose answer has an exit code of its own: kept with the command line that
 * it was part of [C23].
 */
export function returning<Given extends readonly [...unknown[], Command]>(
  act: (...given: Given) => Promise<ExitCode>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    codes.set(lineOf(given[given.length - 1] as Command), await act(...given)); // The last one always is the command.
  };
}

/** What the commands of this line came to; 0 where none of them said otherwise. */
export function exitCodeOf(line: Command): ExitCode {
  return codes.get(line) ?? 0;
}

function lineOf(command: Command): Command {
  return command.parent === null ? command : lineOf(command.parent);
}
