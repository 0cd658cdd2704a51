import type { ResourceKind } from "#core/domain/resource.ts";
import { readFields } from "./read-fields.ts";

/** By what only a file of that kind says; the first that fits. */
const SIGNS: ReadonlyArray<readonly [ResourceKind, (fields: ReadonlySet<string>, type: unknown) => boolean]> =
  [
    ["agent", (fields) => fields.has("prompt") || fields.has("model")],
    ["memory", (fields) => fields.has("records") || fields.has("strategy")],
    [
      "environment",
      (fields, type) =>
        type === "filesystem" || fields.has("actions") || fields.has("initialState") || fields.has("rules"),
    ],
    [
      "tool",
      (fields, type) =>
        typeof type === "string" ||
        ["code", "implementation", "effect", "inputSchema"].some((field) => fields.has(field)),
    ],
  ];

/** The kind of a file that stands in none of the five folders, by what it says; null where that cannot be told. */
export function kindOfLoneFile(name: string, text: string): ResourceKind | null {
  if (name.endsWith(".md")) return "prompt";
  const fields = readFields(text, 1);
  if ("reason" in fields) return null;
  const names = new Set(Object.keys(fields.values));
  return SIGNS.find(([, fits]) => fits(names, fields.values["type"]))?.[0] ?? null;
}
