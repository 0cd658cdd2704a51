import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { MOST_FINDING_LINES, type Finding } from "#core/domain/import-finding.ts";
import type { ReadItem } from "#core/evaluation/import/items.ts";

/** What the places of a prompt are, and whose it is. */
export type PromptPlaces = { readonly agent: string; readonly slots: readonly string[] };

/** Two lines that ask the same, of which the later one was left out. */
export type Twice = { readonly line: number; readonly earlier: number; readonly agrees: boolean };

/** All that findings are made of. */
export type Finds = {
  readonly items: readonly ReadItem[];
  readonly scorer: Scorer;
  readonly twice: readonly Twice[];
  /** Of the agents that may work on them; which one does is said later. */
  readonly prompts: readonly PromptPlaces[];
};

/** A finding about these lines; null where there are none. */
export function foundAt(
  lines: readonly number[],
  { kind, field = null, reason }: Pick<Finding, "kind" | "reason"> & { readonly field?: string | null },
): Finding | null {
  if (lines.length === 0) return null;
  const ordered = lines.toSorted((a, b) => a - b).slice(0, MOST_FINDING_LINES);
  return { kind, field, reason, count: lines.length, lines: ordered };
}

/** "1 item", "3 of 40 items", "all 40 items". */
export function someOf(count: number, all: number): string {
  if (count === all) return all === 1 ? "the only item" : `all ${all} items`;
  return `${count} of ${all} items`;
}

export function toSentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const LONGEST_SHOWN = 60;

/** An answer, shortened. */
export function show(value: Json): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replaceAll(/\s+/g, " ");
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}

/** The same for answers that are compared as the same: letter case and white space around count. */
export function answerKey(value: Json): string {
  return hashJson(typeof value === "string" ? value.trim() : value);
}
