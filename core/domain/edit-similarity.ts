import type { Json } from "#core/base/json.ts";
import { jsonEquals } from "#core/base/json.ts";
import type { ResourceContent } from "./content/content.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { variablesOf } from "./variable.ts";

/** The words that an edit adds and takes out, each with its place, and how often: what makes it this edit. */
export type EditWords = ReadonlyMap<string, number>;

/** The change of one resource. */
export type ContentChange = {
  readonly resource: string;
  /** Null for a new one. */
  readonly before: ResourceContent | null;
  readonly after: ResourceContent;
  /** Where it would stand, if that changes. */
  readonly lifecycle?: Lifecycle | undefined;
};

/** What the changes add and take out, word by word: case, spaces and punctuation are left aside. */
export function wordsOfEdit(changes: readonly ContentChange[]): EditWords {
  const words = new Map<string, number>();
  for (const { resource, before, after, lifecycle } of changes) {
    if (lifecycle !== undefined) words.set(`${resource} +${lifecycle}`, 1);
    const old = new Map(
      (before === null ? [] : variablesOf(before)).map(({ pointer, value }) => [pointer, value]),
    );
    for (const { pointer, value } of variablesOf(after)) {
      const was = old.get(pointer) ?? null;
      if (jsonEquals(was, value)) continue;
      for (const [word, count] of difference(countWords(was), countWords(value)))
        words.set(`${resource}${pointer} ${word}`, count);
    }
  }
  return words;
}

/** How alike two edits are, from 0 (nothing in common) to 1 (the same words): Dice's coefficient over their words. */
export function similarityOf(a: EditWords, b: EditWords): number {
  const total = sizeOf(a) + sizeOf(b);
  if (total === 0) return 0;
  const shared = [...a].reduce((sum, [word, count]) => sum + Math.min(count, b.get(word) ?? 0), 0);
  return (2 * shared) / total;
}

function sizeOf(words: EditWords): number {
  return [...words.values()].reduce((sum, count) => sum + count, 0);
}

function countWords(value: Json): ReadonlyMap<string, number> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** "+word" as often as it came, "-word" as often as it went. */
function difference(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): ReadonlyArray<readonly [word: string, count: number]> {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((word) => {
    const more = (after.get(word) ?? 0) - (before.get(word) ?? 0);
    return more === 0 ? [] : [[`${more > 0 ? "+" : "-"}${word}`, Math.abs(more)] as const];
  });
}
