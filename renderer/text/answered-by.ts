import { formatCount } from "./format.ts";

/** "a/m 12, b/n 3": which models answered how many calls, those that answered most first. */
export function listAnswered(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([model, calls]) => `${model} ${formatCount(calls)}`)
    .join(", ");
}
