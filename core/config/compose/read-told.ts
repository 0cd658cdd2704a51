import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node } from "yaml";
import { readYaml } from "#core/config/read-yaml.ts";
import { configFault } from "./config-fault.ts";
import type { Origin, Told, ToldMap, ToldPath } from "./told.ts";

/** More than all that anybody writes by hand, anchors unfolded. */
const MOST_VALUES = 100_000;

/** As deep as a content may be. */
const MOST_LEVELS = 100;

type Reading = {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter | null;
  /** Counted down: anchors within anchors would unfold without end. */
  readonly left: { values: number };
};

/**
 * The values of a YAML text, each with its line. Throws config-invalid where it cannot be read, says something that has
 * no form in JSON, or unfolds to more than a person writes.
 */
function readTold(text: string, file: string): Told {
  return read(text, { file, hasLines: true });
}

/** The same of one line that somebody typed: it has no lines worth naming. */
export function readToldLine(text: string, file: string): Told {
  return read(text, { file, hasLines: false });
}

/** As `readTold`, of a file that is a map; one that is empty says nothing. */
export function readToldMap(text: string, file: string): ToldMap {
  const told = readTold(text, file);
  if (told.kind === "map") return told;
  const isEmpty = told.kind === "scalar" && told.value === null;
  if (isEmpty) return { kind: "map", origin: { file, line: null }, entries: new Map() };
  throw configFault(told.origin, [], { problem: `must be named fields, not ${nameKind(told)}` });
}

export function nameKind(told: Told): string {
  if (told.kind !== "scalar") return told.kind === "map" ? "named fields" : "a list";
  if (told.value === null) return "nothing";
  return typeof told.value === "string" ? "a text" : JSON.stringify(told.value);
}

function read(text: string, { file, hasLines }: { readonly file: string; readonly hasLines: boolean }): Told {
  const yaml = readYaml(text);
  if ("problem" in yaml) {
    const { problem, line } = yaml;
    throw configFault({ file, line: hasLines ? line : null }, [], { problem });
  }
  const { document, lines } = yaml;
  const reading = { file, document, lines: hasLines ? lines : null, left: { values: MOST_VALUES } };
  return toTold(document.contents, [], reading);
}

function toTold(written: unknown, path: ToldPath, reading: Reading): Told {
  // Where something stands that refers to another place, that is where it is said.
  const origin = originOf(written as Node | null, reading);
  const fault = (problem: string) => configFault(origin, path, { problem });
  const node = isAlias(written) ? written.resolve(reading.document) : written;
  reading.left.values -= 1;
  if (reading.left.values < 0) throw fault(`it unfolds to more than ${MOST_VALUES} values`);
  if (path.length > MOST_LEVELS) throw fault(`it is nested deeper than ${MOST_LEVELS} levels`);
  if (node === undefined) throw fault("it refers to an anchor that is not there");
  if (isMap(node)) {
    const entries = new Map<string, Told>();
    for (const { key, value } of node.items) {
      const name = nameKey(key, reading);
      const at = { ...origin, line: originOf(key as Node, reading).line ?? origin.line };
      if (name === "<<") throw configFault(at, [...path, name], { problem: NO_MERGE });
      // Assigning it would change what the object is instead of what it holds.
      if (name === "__proto__")
        throw configFault(at, [...path, name], { problem: "no field may be called so" });
      const told = value === null ? toEmpty(at) : toTold(value, [...path, name], reading);
      entries.set(name, told);
    }
    return { kind: "map", origin, entries };
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) => toTold(item, [...path, String(index)], reading));
    return { kind: "list", origin, items };
  }
  const value: unknown = isScalar(node) ? node.value : (node ?? null);
  if (typeof value === "number" && !Number.isFinite(value)) throw fault(`${value} is no JSON number`);
  if (typeof value === "string" && !value.isWellFormed()) throw fault("the text holds half of a character");
  if (isPrimitive(value)) {
    return { kind: "scalar", origin, value, isPlain: isScalar(node) && node.type === "PLAIN" };
  }
  throw fault(`a value of type ${typeof value} has no form in JSON`);
}

const NO_MERGE = "maps are not taken in by <<; name a file under extends, or an anchor as a value";

function toEmpty(origin: Origin): Told {
  return { kind: "scalar", origin, value: null, isPlain: true };
}

function isPrimitive(value: unknown): value is null | boolean | number | string {
  return value === null || ["boolean", "number", "string"].includes(typeof value);
}

/** That no key is a collection was found out when the text was read. */
function nameKey(key: unknown, { document }: Reading): string {
  const node = isAlias(key) ? key.resolve(document) : key;
  const value: unknown = isScalar(node) ? node.value : node;
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

function originOf(node: Node | null, { file, lines }: Reading): Origin {
  const offset = node?.range?.[0];
  return { file, line: lines === null || offset === undefined ? null : lines.linePos(offset).line };
}
