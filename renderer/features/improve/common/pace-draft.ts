import { MOST_AT_ONCE, MOST_WORKERS } from "#core/domain/pace.ts";
import { startStrings } from "#renderer/strings/improve.ts";

/** How fast a session goes, as it is typed; empty leaves it as usual. What comes out is the same. */
export type PaceDraft = { readonly concurrency: string; readonly workers: string };

export const USUAL_PACE: PaceDraft = { concurrency: "", workers: "" };

/** A number that was typed; undefined for an empty field. */
export function readNumber(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}

/** Why it cannot be that; null where it can. What is typed stays: a digit that is swallowed is no answer. */
export function findPaceFault(text: string, most: number): string | null {
  const count = readNumber(text);
  const isWithin = count === undefined || (Number.isInteger(count) && count >= 1 && count <= most);
  return isWithin ? null : startStrings.bounds(1, most);
}

export function hasPaceFault({ concurrency, workers }: PaceDraft): boolean {
  return findPaceFault(concurrency, MOST_AT_ONCE) !== null || findPaceFault(workers, MOST_WORKERS) !== null;
}
