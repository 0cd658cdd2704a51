import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Item } from "#core/domain/dataset.ts";
import { fieldOf } from "#core/evaluation/formats/fields.ts";

/**
 * What an item asks: one field is its text, or, where it holds an object, named values; several fields are named
 * values under the last part of each name, which is what a prompt's slot can be called. Or why there is nothing to ask.
 */
export function toInput(record: JsonObject, fields: readonly string[]): Result<Item["input"], string> {
  const [only] = fields;
  const value = only === undefined || fields.length > 1 ? undefined : fieldOf(record, only);
  if (isJsonObject(value)) return toNamedValues(Object.entries(value));
  const named: [string, Json][] = [];
  for (const field of fields) {
    const found = fieldOf(record, field);
    if (found === undefined || found === null) return err(`it has no field "${field}"`);
    named.push([slotName(field), found]);
  }
  if (only === undefined || fields.length > 1) return toNamedValues(named);
  const text = toText(value ?? null);
  return text.trim() === "" ? err(`its field "${only}" is empty`) : ok(text);
}

/** "data.question" → "question". */
export function slotName(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

function toNamedValues(entries: readonly (readonly [string, Json])[]): Result<Item["input"], string> {
  const texts = entries.map(([name, value]) => [name, toText(value)] as const);
  if (texts.every(([, text]) => text.trim() === "")) return err("its input is empty");
  return ok(Object.fromEntries(texts));
}

/** What is not text is written as JSON; nothing is written as nothing. */
export function toText(value: Json): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
