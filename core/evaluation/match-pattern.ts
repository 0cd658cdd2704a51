import type { Json } from "#core/base/json.ts";
import { execGuarded } from "./guarded-pattern.ts";

/** The expression that an expected text spells, or null where it spells none. A flag given twice counts once. */
export function toPattern(expected: Json, flags: string): RegExp | null {
  if (typeof expected !== "string") return null;
  try {
    return new RegExp(expected, [...new Set(flags)].join(""));
  } catch {
    return null;
  }
}

/** A search that does not end in time counts as no match, as a run that does not end counts as wrong. */
export async function matchesPattern(output: Json, pattern: RegExp | null): Promise<boolean> {
  if (pattern === null) return false;
  const text = typeof output === "string" ? output : JSON.stringify(output);
  const [match] = await execGuarded(pattern, [text]);
  return match !== undefined && match !== null && match !== "too-slow";
}
