import { configFault, orMeant } from "./config-fault.ts";
import { nameKind } from "./read-told.ts";
import { INDEX, type Told, type ToldList, type ToldMap, type ToldPath } from "./told.ts";

/** The words that say how a map is laid over what is there, instead of being part of it. */
const DELETE = "_delete_";
const APPEND = "_append_";
const PREPEND = "_prepend_";
const WORDS: readonly string[] = [DELETE, APPEND, PREPEND];

/**
 * One configuration laid over another, both as they are written [C29].
 *
 * - Maps are merged key by key; anything else takes the place of what was there.
 * - `_delete_: true` in a map: it replaces what was there. Alone in it: what was there goes.
 * - Over a list, a map changes it: `_append_` and `_prepend_` put entries at its ends, a number names an entry.
 * - A key that begins with a backslash stands for what follows it: `\_delete_` is a field of that name.
 *
 * `base` undefined: there is nothing yet. Answers undefined where nothing is left.
 */
export function layOver(base: Told | undefined, over: Told, path: ToldPath = []): Told | undefined {
  if (over.kind === "scalar") return over;
  if (over.kind === "list") return layList(over, path);
  refuseUnknownWords(over, path);
  const { isReplacing, rest } = takeDelete(over, path);
  if (isReplacing && rest.entries.size === 0) return takeAway(base, over, path);
  const under = isReplacing || isEmpty(base) ? undefined : base;
  if (rest.entries.has(APPEND) || rest.entries.has(PREPEND)) return extendList(under, rest, path);
  if (under?.kind === "list" && rest.entries.size > 0) return changeList(under, rest, path);
  return layMap(under?.kind === "map" ? under : undefined, rest, path);
}

function isEmpty(base: Told | undefined): boolean {
  return base === undefined || (base.kind === "scalar" && base.value === null);
}

/** Whatever stands in a list is there anew. */
function layList(over: ToldList, path: ToldPath): ToldList {
  const items = over.items.map((item, index) => {
    const at = [...path, String(index)];
    const laid = layOver(undefined, item, at);
    if (laid === undefined) throw nothingToDelete(item, at, []);
    return laid;
  });
  return { ...over, items };
}

function layMap(base: ToldMap | undefined, over: ToldMap, path: ToldPath): ToldMap {
  const entries = new Map(base?.entries);
  for (const [written, value] of over.entries) {
    const key = unescapeKey(written);
    const at = [...path, key];
    const known = entries.get(key);
    if (known === undefined && isTakingAway(value)) throw nothingToDelete(value, at, [...entries.keys()]);
    const laid = layOver(known, value, at);
    if (laid === undefined) entries.delete(key);
    else entries.set(key, laid);
  }
  return { kind: "map", origin: over.origin, entries };
}

function isTakingAway(told: Told): boolean {
  return told.kind === "map" && told.entries.size === 1 && told.entries.has(DELETE) && isTrue(told);
}

function isTrue(told: ToldMap): boolean {
  const said = told.entries.get(DELETE);
  return said?.kind === "scalar" && said.value === true;
}

function takeAway(base: Told | undefined, over: ToldMap, path: ToldPath): undefined {
  if (base === undefined) throw nothingToDelete(over, path, []);
  return undefined;
}

function nothingToDelete({ origin }: Told, path: ToldPath, known: readonly string[]) {
  const name = path.at(-1) ?? "";
  return configFault(origin, path, { problem: `there is nothing to delete${orMeant(name, known)}` });
}

function takeDelete(
  over: ToldMap,
  path: ToldPath,
): { readonly isReplacing: boolean; readonly rest: ToldMap } {
  const said = over.entries.get(DELETE);
  if (said === undefined) return { isReplacing: false, rest: over };
  if (said.kind !== "scalar" || typeof said.value !== "boolean") {
    const problem = `must be true or false, not ${nameKind(said)}`;
    throw configFault(said.origin, [...path, DELETE], { problem });
  }
  const entries = new Map(over.entries);
  entries.delete(DELETE);
  return { isReplacing: said.value, rest: { ...over, entries } };
}

/** `_append_` and `_prepend_`, over a list or where nothing is. */
function extendList(base: Told | undefined, over: ToldMap, path: ToldPath): ToldList {
  if (base !== undefined && base.kind !== "list") {
    const problem = `there is ${nameKind(base)} here, and no list to put entries into`;
    throw configFault(over.origin, path, { problem });
  }
  const entries = new Map(over.entries);
  const take = (word: string): readonly Told[] => {
    const said = entries.get(word);
    entries.delete(word);
    if (said === undefined) return [];
    if (said.kind === "list") return layList(said, [...path, word]).items;
    throw configFault(said.origin, [...path, word], { problem: `must be a list, not ${nameKind(said)}` });
  };
  const [first, last] = [take(PREPEND), take(APPEND)];
  const list: ToldList = base ?? { kind: "list", origin: over.origin, items: [] };
  const changed = entries.size === 0 ? list : changeList(list, { ...over, entries }, path);
  return { ...changed, items: [...first, ...changed.items, ...last] };
}

/** Entries of a list by their numbers, as it was; those that are deleted go once all of them are found. */
function changeList(base: ToldList, over: ToldMap, path: ToldPath): ToldList {
  const items: (Told | undefined)[] = [...base.items];
  for (const [key, value] of over.entries) {
    const at = [...path, key];
    if (!INDEX.test(key)) {
      const ways =
        "name its entries by number, put some at its ends by _append_ or _prepend_, or replace it by a list";
      throw configFault(value.origin, at, { problem: `there is a list here: ${ways}` });
    }
    const known = base.items[Number(key)];
    if (known === undefined) {
      const { length } = base.items;
      const has = length === 0 ? "has no entries" : `has ${length}, numbered from 0 to ${length - 1}`;
      throw configFault(value.origin, at, { problem: `the list ${has}; _append_ adds others` });
    }
    items[Number(key)] = layOver(known, value, at);
  }
  return { ...base, items: items.filter((item) => item !== undefined) };
}

/** What stands for a word, known or not. */
export const WORD = /^_[a-z]+_$/;

/** Words of other systems, and what says the same here. */
const MEANT: Readonly<Record<string, string>> = { _base_: "extends" };

function refuseUnknownWords(over: ToldMap, path: ToldPath): void {
  for (const [key, { origin }] of over.entries) {
    if (!WORD.test(key) || WORDS.includes(key)) continue;
    const meant = MEANT[key];
    const instead = meant === undefined ? orMeant(key, WORDS) : `; did you mean "${meant}"?`;
    const problem = `there is no word ${key}${instead} A field of that name is written "\\${key}"`;
    throw configFault(origin, [...path, key], { problem: problem.replace(/([^?]) A field/, "$1. A field") });
  }
}

function unescapeKey(key: string): string {
  return key.startsWith("\\") ? key.slice(1) : key;
}
