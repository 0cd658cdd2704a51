import { err, ok } from "#core/base/result.ts";
import type { Result } from "#core/base/result.ts";
import type { Json } from "#core/base/json.ts";

/** Deeper values would overflow recursive code that trusts its data (canonical JSON, diffs, schema checks). */
const MAX_DEPTH = 64;

/** JSON text that a guest wrote, as a value that is safe to hand on; otherwise what is wrong with it. */
export function parseGuestJson(text: string): Result<Json, string> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return err("it is not JSON");
  }
  const fault = findFault(value, 0);
  return fault === null ? ok(value) : err(fault);
}

function findFault(value: Json, depth: number): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (depth === MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} levels`;
  for (const [key, child] of Object.entries(value)) {
    // JSON.parse makes it an ordinary key, but one Object.assign later it would set a prototype.
    if (key === "__proto__") return "it has a key named __proto__";
    const fault = findFault(child, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
