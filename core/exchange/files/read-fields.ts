import { isMap, isNode, isPair, isScalar, isSeq, type Document } from "yaml";
import { isJsonObject, parsePointer, type JsonObject } from "#core/base/json.ts";
import { toPlainJson } from "#core/base/plain-json.ts";
import { readYaml } from "#core/config/read-yaml.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";

/** The fields of a YAML text, and on which line of its file each stands. */
export type Fields = {
  readonly values: JsonObject;
  /** The line of the deepest part of the pointer that the text has. */
  readonly lineOf: (pointer: string) => number;
};

type Fault = Omit<FileProblem, "file">;

/** Reads one map of fields; `line` is that of the text's first line in its file. */
export function readFields(text: string, line: number): Fields | Fault {
  const read = readYaml(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if ("problem" in read) {
    return { line: read.line === null ? null : read.line + line - 1, path: "", reason: read.problem };
  }
  const { document, lines } = read;
  const lineAt = (offset: number): number => lines.linePos(offset).line + line - 1;
  const lineOf = (pointer: string): number => lineAt(offsetOf(document, pointer));
  let raw: unknown;
  try {
    raw = document.toJS() ?? {};
  } catch (error) {
    return { line, path: "", reason: error instanceof Error ? error.message : String(error) };
  }
  const plain = toPlainJson(raw);
  if (!plain.ok)
    return { line: lineOf(plain.error.path), path: plain.error.path, reason: plain.error.problem };
  if (isJsonObject(plain.value)) return { values: plain.value, lineOf };
  return { line, path: "", reason: "it is no list of fields, each a name, a colon and a value" };
}

function offsetOf(document: Document, pointer: string): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const token of parsePointer(pointer) ?? []) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && nameOf(key.value) === token);
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(token)];
      if (isPair(node) || !isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** As a field of an object is called. */
function nameOf(key: unknown): string {
  return typeof key === "string" ? key : key === null ? "" : JSON.stringify(key);
}
