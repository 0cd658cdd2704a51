import type { Json } from "#core/base/json.ts";

/** Deeper than any honest argument; code that walks values by recursion is safe below it. */
const MAX_DEPTH = 64;
/** Bounds the quadratic keywords of JSON Schema (`uniqueItems`) to a moment. */
const MAX_VALUES = 20_000;
/** All strings and property names together, in UTF-16 units. */
const MAX_CHARS = 4_000_000;

/**
 * Why the value cannot be worked with, or null: too large, too deep, or with something in it that has no canonical
 * form (half a surrogate pair, a number that overflowed), so that it could neither be hashed nor recorded. Walks
 * without recursion and stops at the bound.
 */
export function findUnusable(value: Json): string | null {
  const open: Array<readonly [value: Json, depth: number]> = [[value, 1]];
  let values = 0;
  let chars = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [current, depth] = next;
    values += 1;
    const children = childrenOf(current);
    const texts =
      typeof current === "string" ? [current] : Array.isArray(current) ? [] : children.map(([name]) => name);
    for (const text of texts) chars += text.length;
    if (depth > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
    if (values + open.length + children.length > MAX_VALUES) return `it holds more than ${MAX_VALUES} values`;
    if (chars > MAX_CHARS) return `it holds more than ${MAX_CHARS} characters`;
    if (!texts.every((text) => text.isWellFormed())) return "it holds text that is not valid Unicode";
    if (typeof current === "number" && !Number.isFinite(current))
      return "it holds a number that is too large";
    for (const [, child] of children) open.push([child, depth + 1]);
  }
  return null;
}

function childrenOf(value: Json): ReadonlyArray<readonly [name: string, child: Json]> {
  return typeof value === "object" && value !== null ? Object.entries(value as Record<string, Json>) : [];
}
