import { Document, type Node } from "yaml";
import { isJsonObject, type Json } from "#core/base/json.ts";

/** Nothing is folded or made an alias of: a line of a text is a line of the file. */
export const AS_IT_IS = { lineWidth: 0 } as const;
const NEW_NODE = { aliasDuplicateObjects: false } as const;

/** What people look for first in a map; the rest in the order that it has. */
const FIRST = [
  "description",
  "id",
  "pointer",
  "name",
  "type",
  "loop",
  "prompt",
  "model",
  "inputs",
  "learnable",
  "text",
];

/** The fields as YAML, as somebody would write them by hand. */
export function formatFields(fields: Json): string {
  if (isJsonObject(fields) && Object.keys(fields).length === 0) return "";
  return new Document(inOrder(fields), NEW_NODE).toString(AS_IT_IS);
}

export function toNode(document: Document, value: Json): Node {
  return document.createNode(inOrder(value), NEW_NODE);
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const rank = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => rank(a) - rank(b))
      .map(([key, item]) => [key, inOrder(item)]),
  );
}
