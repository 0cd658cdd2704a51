import type { Json } from "#core/base/json.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import type { FoundResource, ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** A model of embeddings takes no more of a text, and what comes first says most. */
const MOST_CHARACTERS = 6000;

/** What a resource is about: its name, what it says it is for, then what it holds. */
export function describeResource({ key, resource }: Pick<FoundResource, "key" | "resource">): string {
  const { kind, name } = splitResourceKey(key);
  const held = variablesOf(resource)
    .filter(({ pointer }) => pointer !== "/description")
    .flatMap(({ value }) => textsIn(value));
  const text = [`${kind} ${name.replaceAll("-", " ")}`, resource.content.description, ...held].join("\n");
  return text.slice(0, MOST_CHARACTERS);
}

/**
 * Resources in force with the words of a query: by name and description first, best first, then those that hold every word
 * in their content, those with more of them first.
 */
export function findByWords(store: Store, view: ResourceView, query: string): readonly ResourceKey[] {
  const inForce = new Map([...view.state].map(([key, { version }]) => [version, key]));
  const named = store.versions.search(query, 10_000).flatMap((version) => inForce.get(version) ?? []);
  const words = (query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
  if (words.length === 0) return [];
  const known = new Set(named);
  const holding = view
    .list()
    .filter((key) => !known.has(key))
    .map((key) => ({ key, count: countWords(contentText(view, key), words) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => (b.count === a.count ? (a.key < b.key ? -1 : 1) : b.count - a.count));
  return [...named, ...holding.map(({ key }) => key)];
}

function contentText(view: ResourceView, key: ResourceKey): string {
  return textsIn(view.get(key).resource.content as Json) // Content has a canonical form ([R2]).
    .join("\n")
    .toLowerCase();
}

/** How often the words stand there together; 0 where one of them is missing. */
function countWords(text: string, words: readonly string[]): number {
  const counts = words.map((word) => text.split(word).length - 1);
  return counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count, 0);
}

/** Without the endings that English words take most often, so that "orders" finds "order". */
function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, "") : word;
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
