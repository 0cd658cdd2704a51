import canonicalize from "canonicalize";
import { assertDefined } from "./assert.ts";

/**
 * RFC 8785 canonical JSON: the one text form that is hashed. Same value, same text, on every machine.
 * Lone surrogates and non-finite numbers have no canonical form and throw.
 */
export function canonicalJson(value: unknown): string {
  return (
    writePlain(value, 0) ??
    assertDefined(canonicalize(value), "the canonical form of a value that is not JSON")
  );
}

/** Deeper than anything of ours. */
const MOST_LEVELS = 100;

/**
 * The same of what is JSON already, as nearly everything is: plain objects and lists, written by the engine's own JSON,
 * which RFC 8785 takes its form from, with the fields in order. Null for whatever is anything else, cycles included.
 */
function writePlain(value: unknown, level: number): string | null {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? JSON.stringify(value) : null;
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : null;
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (level >= MOST_LEVELS || "toJSON" in value) return null;
      return Array.isArray(value) ? writeList(value, level + 1) : writeObject(value, level + 1);
    case "undefined":
    case "function":
    case "symbol":
    case "bigint":
      return null;
  }
}

function writeList(list: readonly unknown[], level: number): string | null {
  let text = "";
  // By place: what a list leaves out is no JSON, and iterating over it would call whatever it says its iterator is.
  for (let at = 0; at < list.length; at += 1) {
    const item = writePlain(list[at], level);
    if (item === null) return null;
    text += at === 0 ? item : `,${item}`;
  }
  return `[${text}]`;
}

function writeObject(object: object, level: number): string | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return null;
  let text = "";
  // By UTF-16 units, which is how strings are ordered where nothing else is said.
  for (const key of Object.keys(object).toSorted()) {
    const field = key.isWellFormed() ? writePlain((object as Record<string, unknown>)[key], level) : null;
    if (field === null) return null;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${field}`;
  }
  return `{${text}}`;
}
