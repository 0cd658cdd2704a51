import { InvalidArgumentError, type Command } from "commander";
import { wholeNumber } from "./commands/init.ts";

/** In how many threads a command has its runs made. */
export type WorkerOptions = { readonly workers?: number };

export function addWorkers(command: Command): Command {
  return command.option(
    "--workers <n>",
    "make runs in so many threads, 1 to 64 (default: what workspace.yaml says, else as many as this machine runs at once)",
    threads,
  );
}

export function toWorkers({ workers }: WorkerOptions): WorkerOptions {
  return workers === undefined ? {} : { workers };
}

const MOST = 64;

function threads(text: string): number {
  const number = atLeastOne(text);
  if (number > MOST) throw new InvalidArgumentError(`It takes a whole number from 1 to ${MOST}.`);
  return number;
}

export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("It takes a whole number from 1 on.");
  return number;
}
