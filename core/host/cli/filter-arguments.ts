import { InvalidArgumentError } from "commander";

/** A share of what could be reached. Throws what the command line says as wrong usage. */
export function share(text: string): number {
  const value = readNumber(text);
  if (value === null || value > 1) throw new InvalidArgumentError("It takes a number from 0 to 1.");
  return value;
}

/** An amount of money. Throws as `share`. */
export function amount(text: string): number {
  const value = readNumber(text);
  if (value === null) throw new InvalidArgumentError("It takes an amount such as 0.05.");
  return value;
}

/** A moment as the contract has it: a day begins where the terminal is. Throws as `share`. */
export function moment(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = new Date(isDay ? `${text}T00:00:00` : text);
  if (Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError("It takes a day such as 2026-12-01, or a day and a time.");
  }
  return at.toISOString();
}

function readNumber(text: string): number | null {
  return /^\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
}
