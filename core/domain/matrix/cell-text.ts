import { canonicalJson } from "#core/base/canonical-json.ts";
import type { Json } from "#core/base/json.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

/** A value as one text: what is text as it is, anything else as JSON. */
export function textOfValue(value: Json): string {
  if (value === null) return "";
  return typeof value === "string" ? value : canonicalJson(value);
}

/** The same where people read it: signs that are not seen, or that turn the line, are written out [R13]. */
export function shownValue(value: Json): string {
  return showHiddenSigns(textOfValue(value));
}
