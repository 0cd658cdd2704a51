import type { Json } from "#core/base/json.ts";
import { MOST_DEPTH } from "#core/otlp/malformed.ts";
import type { Attributes } from "#core/otlp/sent.ts";

/** What stands under one number of a list that was sent flat, by the rest of its name. */
export type Entry = ReadonlyMap<string, Json>;

/**
 * A list that was sent flat (`llm.input_messages.0.message.role`), in the order of its numbers. A number only says what
 * comes before what: a list of two with the numbers 0 and 4,000,000,000 is one of two.
 */
export function gather(attributes: Entry, prefix: string): readonly Entry[] {
  const entries = new Map<number, Map<string, Json>>();
  for (const [name, value] of attributes) {
    if (!name.startsWith(prefix)) continue;
    const rest = name.slice(prefix.length);
    const dot = rest.indexOf(".");
    const number = dot < 0 ? rest : rest.slice(0, dot);
    if (!/^\d{1,9}$/.test(number)) continue;
    const place = Number(number);
    const entry = entries.get(place) ?? new Map<string, Json>();
    entry.set(dot < 0 ? "" : rest.slice(dot + 1), value);
    entries.set(place, entry);
  }
  return [...entries].toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** A span's attributes as an entry of no list. */
export function toEntry(attributes: Attributes): Entry {
  return new Map(Object.entries(attributes));
}

/** The first of these names that has a value. */
export function firstOf(entry: Entry, names: readonly string[]): Json {
  for (const name of names) {
    const value = entry.get(name);
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return null;
}

/** JSON text as what it says; what is no JSON, or nests more than anything that is meant, as the text that it is. */
export function parsed(value: Json): Json {
  if (typeof value !== "string" || nestsTooDeep(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** A text as it is, all else as JSON text. */
export function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether JSON text nests more than values may: such a text can be parsed, but not written again. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_MAP) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_MAP) depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
