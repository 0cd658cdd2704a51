import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { assertDefined } from "#core/base/assert.ts";
import { isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import { alignLists } from "./align-lists.ts";
import { AS_IT_IS, formatFields, toNode } from "./format-yaml.ts";

/** A field of a YAML text: from its name on, and the comments and blank lines up to the next. */
type Chunk = { readonly key: string; readonly head: string; readonly tail: string };
type Chunks = { readonly lead: string; readonly chunks: readonly Chunk[] };

export type FieldChange = {
  readonly key: string;
  /** Undefined where the field is not there, or is to be. */
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  /** Written anew as a whole, instead of place by place. */
  readonly isWhole: boolean;
};

/**
 * The text with these fields changed, everything else byte for byte: comments, order, quoting and blank lines of what is
 * not changed stay, and within a changed field those of its other places [S53]. Null where the text is not of a form in
 * which that can be done; what it comes to is for the caller to read again.
 */
export function editYaml(text: string, changes: readonly FieldChange[]): string | null {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const split = splitChunks(text);
  if (split === null) return null;
  const chunks = [...split.chunks];
  for (const change of changes) {
    const at = chunks.findIndex(({ key }) => key === change.key);
    const chunk = chunks[at];
    if (chunk === undefined) {
      if (change.to === undefined) continue;
      chunks.push({
        key: change.key,
        head: withEol(formatFields({ [change.key]: change.to }), eol),
        tail: "",
      });
    } else if (change.to === undefined) chunks.splice(at, 1, { key: "", head: "", tail: chunk.tail });
    else {
      const head = editChunk(chunk.head, change, change.to);
      if (head === null) return null;
      chunks[at] = { ...chunk, head: withEol(head, eol) };
    }
  }
  return joinChunks(split.lead, chunks, eol);
}

/** A last line without an end gets one where something follows it. */
function joinChunks(lead: string, chunks: readonly Chunk[], eol: string): string {
  return chunks.reduce((text, { head, tail }) => {
    const isOpen = text !== "" && !text.endsWith("\n") && head !== "";
    return `${text}${isOpen ? eol : ""}${head}${tail}`;
  }, lead);
}

function withEol(text: string, eol: string): string {
  return eol === "\n" ? text : text.replaceAll(/\r?\n/g, eol);
}

/** Null where the fields are not those of one block map that begins at the margin. */
function splitChunks(text: string): Chunks | null {
  const { contents, errors } = parseDocument(text, { prettyErrors: false });
  if (errors.length > 0) return null;
  if (contents === null) return { lead: text === "" || text.endsWith("\n") ? text : `${text}\n`, chunks: [] };
  if (!isMap(contents) || contents.flow === true) return null;
  const starts: { readonly key: string; readonly start: number }[] = [];
  for (const { key } of contents.items) {
    const start = isScalar(key) ? key.range?.[0] : undefined;
    if (!isScalar(key) || start === undefined || (start > 0 && !/[\n\uFEFF]/.test(text[start - 1] ?? "")))
      return null;
    starts.push({ key: String(key.value), start });
  }
  return {
    lead: text.slice(0, starts[0]?.start ?? 0),
    chunks: starts.map(({ key, start }, at) => ({
      key,
      ...cutTail(text.slice(start, starts[at + 1]?.start)),
    })),
  };
}

/** What stands at the margin after a field, comments and blank lines, is about the next one or the whole. */
function cutTail(text: string): Pick<Chunk, "head" | "tail"> {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let end = lines.length;
  while (end > 1 && /^(#[^\n]*|[ \t]*|\.\.\.[ \t]*)\r?\n?$/.test(lines[end - 1] ?? "")) end -= 1;
  return { head: lines.slice(0, end).join(""), tail: lines.slice(end).join("") };
}

function editChunk(head: string, { key, from, isWhole }: FieldChange, to: Json): string | null {
  const spliced = from === undefined || isWhole ? null : spliceScalars(head, key, { from, to });
  if (spliced !== null) return spliced;
  const document = parseDocument(head, { prettyErrors: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return null;
  const map: YAMLMap = root;
  const node = map.get(key, true) ?? null;
  const isPlaceByPlace = !isWhole && isNode(node) && from !== undefined;
  map.set(key, isPlaceByPlace ? changed(document, node, { from, to }) : like(node, toNode(document, to)));
  try {
    return document.toString({ ...AS_IT_IS, ...indentOf(head) });
  } catch {
    return null; // An alias whose anchor stands in another field.
  }
}

type Splice = { readonly start: number; readonly end: number; readonly written: string };

/** Values in one line each that become others: nothing around them moves. Null where more than that is to change. */
function spliceScalars(head: string, key: string, values: Values): string | null {
  const document = parseDocument(head, { prettyErrors: false });
  const node: unknown = isMap(document.contents) ? document.contents.get(key, true) : null;
  const splices = findSplices(node, values, false);
  if (splices === null || splices.some(({ start, end }) => head.slice(start, end).includes("\n")))
    return null;
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, written }) => text.slice(0, start) + written + text.slice(end), head);
}

function findSplices(node: unknown, { from, to }: Values, isInFlow: boolean): readonly Splice[] | null {
  if (jsonEquals(from, to)) return [];
  if (isMap(node) && isJsonObject(from) && isJsonObject(to)) {
    // What is the same may be left to defaults, and stand nowhere.
    const keys = Object.keys({ ...from, ...to }).filter((key) => !jsonEquals(from[key], to[key]));
    const inFlow = isInFlow || node.flow === true;
    return joined(
      keys.map((key) => {
        const [before, after] = [from[key], to[key]];
        if (before === undefined || after === undefined) return null;
        return findSplices(node.get(key, true), { from: before, to: after }, inFlow);
      }),
    );
  }
  if (isSeq(node) && Array.isArray(from) && Array.isArray(to)) {
    const list: readonly Json[] = to;
    if (list.length !== from.length || list.length !== node.items.length) return null;
    return joined(
      list.map((each, at) =>
        findSplices(node.items[at], { from: from[at] as Json, to: each }, isInFlow || node.flow === true),
      ),
    );
  }
  if (!isScalar(node) || !node.range || (typeof to === "object" && to !== null)) return null;
  if (node.anchor !== undefined || node.tag !== undefined || !/^(PLAIN|QUOTE)/.test(node.type ?? ""))
    return null;
  const [start, end] = node.range;
  const written = writeScalar(node, to, isInFlow);
  return written.includes("\n") ? null : [{ start, end, written }];
}

function joined(all: ReadonlyArray<readonly Splice[] | null>): readonly Splice[] | null {
  return all.some((each) => each === null) ? null : all.flatMap((each) => each ?? []);
}

/** In the quotes that the old one had. */
function writeScalar({ type }: Scalar, to: Json, isInFlow: boolean): string {
  const document = new Document([to]);
  const list = document.contents;
  if (!isSeq(list)) return "\n";
  const [node] = list.items;
  if (isScalar(node) && typeof to === "string" && type !== undefined) node.type = type;
  list.flow = isInFlow;
  const text = document.toString({ ...AS_IT_IS, flowCollectionPadding: false }).trimEnd();
  return isInFlow ? text.slice(1, -1) : text.slice(2);
}

/** As deep as the first line that is indented at all, and lists as deep as the first of them. */
function indentOf(head: string): { readonly indent?: number; readonly indentSeq?: boolean } {
  const indent = /\n( {1,8})\S/.exec(head)?.[1]?.length;
  return { ...(indent === undefined ? {} : { indent }), indentSeq: !/^- /m.test(head) };
}

type Values = { readonly from: Json; readonly to: Json };

/** The node for the value that it is to be; what of it is the same stays the node it is. */
function changed(document: Document, node: Node, { from, to }: Values): Node {
  if (jsonEquals(from, to)) return node;
  if (isMap(node) && isJsonObject(from) && isJsonObject(to)) return changedMap(document, node, { from, to });
  if (isSeq(node) && Array.isArray(from) && Array.isArray(to) && node.items.length === from.length)
    return changedList(document, node, { from, to });
  if (isScalar(node) && (typeof to !== "object" || to === null)) {
    node.value = to;
    delete node.source;
    return node;
  }
  return like(node, toNode(document, to));
}

function changedMap(
  document: Document,
  map: YAMLMap,
  { from, to }: { readonly from: JsonObject; readonly to: JsonObject },
): Node {
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) map.delete(key);
  for (const [key, value] of Object.entries(to)) {
    const before = from[key];
    if (jsonEquals(before, value)) continue;
    const node: unknown = map.get(key, true);
    if (isNode(node) && before !== undefined)
      map.set(key, changed(document, node, { from: before, to: value }));
    else map.set(key, toNode(document, value));
  }
  return map;
}

function changedList(
  document: Document,
  list: YAMLSeq,
  { from, to }: { readonly from: readonly Json[]; readonly to: readonly Json[] },
): Node {
  list.items = alignLists(from, to).map(({ before, after }) => {
    const node = before === null ? null : list.items[before];
    const value = assertDefined(to[after], "a value of the list");
    return isNode(node) && before !== null
      ? changed(document, node, { from: from[before] as Json, to: value })
      : toNode(document, value);
  });
  return list;
}

/** With the comments of what it takes the place of. */
function like(old: Node | null, node: Node): Node {
  if (!isNode(old)) return node;
  node.commentBefore ??= old.commentBefore ?? null;
  node.comment ??= old.comment ?? null;
  if (old.spaceBefore === true) node.spaceBefore = true;
  return node;
}
