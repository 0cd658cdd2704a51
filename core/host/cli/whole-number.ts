import { InvalidArgumentError } from "commander";

/** The value of an option that counts something. Throws what the command line says as wrong usage. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It takes a whole number.");
  return Number(text);
}
