import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { NeighbourFiles } from "./neighbour-files.ts";
import { readDocument } from "./read-document.ts";

/** promptfoo reads such a text from a file. */
export function isFileReference(text: string): boolean {
  return text.startsWith("file://");
}

/** The path in a reference, without the function of a program or the sheet of a table behind it. */
export function pathOf(reference: string): string {
  return reference.replace(/^file:\/\//, "").replace(/(\.(?:[cm]?[jt]s|py|rb|xlsx?))[:#].*$/, "$1");
}

/** By the file's ending; what is not listed is text. */
const KINDS: ReadonlyArray<readonly [ending: RegExp, kind: FileKind]> = [
  [/\.([cm]?[jt]sx?|py|rb|go|sh)$/i, "program"],
  [/\.(pdf|png|jpe?g|gif|webp|svg|bmp|mp3|wav|mp4|webm|ogg|zip|docx?|pptx?)$/i, "binary"],
  [/\.(xlsx?|ods)$/i, "sheet"],
  [/\.ya?ml$/i, "document"],
  [/\.json$/i, "document"],
  [/\.(jsonl|ndjson)$/i, "lines"],
  [/\.(csv|tsv)$/i, "table"],
];
export type FileKind = "program" | "binary" | "sheet" | "document" | "lines" | "table" | "text";

export function kindOf(path: string): FileKind {
  return KINDS.find(([ending]) => ending.test(path))?.[1] ?? "text";
}

/** Why a file of a kind is not read, whatever is in it; null where it is. */
const UNREAD: Readonly<Record<FileKind, string | null>> = {
  program: "is a program, and programs of others are never run",
  binary: "is no text",
  sheet: "is a spreadsheet: save it as CSV",
  document: null,
  lines: null,
  table: null,
  text: null,
};

/** The text of a file, or why it is not read; the reason begins with its name. */
export function readReference(reference: string, files: NeighbourFiles): Result<string, string> {
  const path = pathOf(reference);
  const why = UNREAD[kindOf(path)];
  if (why !== null) return err(`${path} ${why}`);
  const text = files.read(path);
  return text.ok ? text : err(`${path} ${text.error}`);
}

/** What a YAML or JSON file holds. */
export function readValue(reference: string, files: NeighbourFiles): Result<Json, string> {
  const text = readReference(reference, files);
  if (!text.ok) return text;
  const document = readDocument(text.value);
  return document.ok
    ? ok(document.value.root)
    : err(`${pathOf(reference)} cannot be read: ${document.error}`);
}

/** The value of a variable: documents as JSON text, anything else as its text without white space around it. */
export function readVariable(reference: string, files: NeighbourFiles): Result<string, string> {
  const path = pathOf(reference);
  if (kindOf(path) !== "document") {
    const text = readReference(reference, files);
    return text.ok ? ok(text.value.trim()) : text;
  }
  const value = readValue(reference, files);
  return value.ok ? ok(typeof value.value === "string" ? value.value : JSON.stringify(value.value)) : value;
}
