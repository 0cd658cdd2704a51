import { InvalidArgumentError, type Command } from "commander";
import { wholeNumber } from "./whole-number.ts";

/** In how many threads a command has its runs made. */
export type WorkerOptions = { readonly workers?: number };

const ANEW = "what workspace.yaml says, else as many as this machine runs at once";

/** Of what belongs to a session: it goes by the session's own number unless somebody says otherwise. */
export const THIS_TIME = "as many as the session was started with; another number is for this time alone";

/** `usual`: what holds where it is left out. */
export function addWorkers(command: Command, usual: string = ANEW): Command {
  return command.option(
    "--workers <n>",
    `make runs in so many threads, 1 to 64 (default: ${usual})`,
    threads,
  );
}

/** The option as a request has it: left out where it was not given. */
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
