import { canonicalJson } from "#core/base/canonical-json.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

const { answer: words } = uiStrings;

type EntryPart = { readonly name: string; readonly text: string; readonly differs: boolean };

/** Each entry's values as texts, with those that are not what the entry at the same place of the other list has. */
export function compareEntries(value: Json, other: Json): readonly (readonly EntryPart[])[] {
  const others = Array.isArray(other) ? (other as readonly Json[]) : [];
  return (value as readonly JsonObject[]).map((entry, at) => {
    const against = others[at];
    return Object.entries(entry).map(([name, inner]) => ({
      name,
      text: toText(inner),
      differs: !isJsonObject(against) || canonicalJson(inner) !== canonicalJson(against[name] ?? null),
    }));
  });
}

/** A value of an answer as people read it. */
export function toText(value: Json): string {
  if (value === null) return words.nothing;
  if (value === "") return words.empty;
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${toText(inner)}`)
      .join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
