import type { Json } from "#core/base/json.ts";

/** Text as it is, nothing as nothing, anything else as JSON. */
export function asText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
