import type { ResourceKind } from "#core/domain/resource.ts";
import { FOLDERS, type ResourceFile } from "#core/domain/resource-file.ts";
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

/**
 * Files of which none stands in a folder of a kind, as those that somebody chose one by one: each put where it belongs by
 * what it says. What cannot be told stays where it is, and so is of no resource.
 */
export function placeLooseFiles(files: readonly ResourceFile[]): readonly ResourceFile[] {
  if (files.some(({ path }) => path.includes("/"))) return files;
  return files.map((file) => {
    const isPartOfTool = /\.(js|schema\.(json|ya?ml))$/.test(file.path);
    const isMain = /\.(md|ya?ml)$/.test(file.path);
    const kind = isPartOfTool ? "tool" : isMain ? kindOfLoneFile(file.path, file.text) : null;
    return kind === null ? file : { ...file, path: `${FOLDERS[kind]}/${file.path}` };
  });
}
