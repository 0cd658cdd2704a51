import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";

export function writeJson(value: Json): string {
  return JSON.stringify(value, null, 2);
}

/** What was typed as a value; where it is none, what the reader says of it. */
export function readJson(text: string): Result<Json, string> {
  try {
    return ok(JSON.parse(text) as Json);
  } catch (error) {
    return err(error instanceof Error ? error.message : "");
  }
}
