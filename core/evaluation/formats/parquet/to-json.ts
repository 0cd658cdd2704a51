import type { SchemaElement, SchemaTree } from "hyparquet";
import type { Json } from "#core/base/json.ts";
import { toExact, toShortFloat, toWhole } from "./exact.ts";

/** What a value is in its file: its place in the schema, and which of its elements are decimals. */
export type Conversion = {
  readonly decimals: ReadonlySet<SchemaElement>;
  /** Called where a number inside a list or an object became text, as nothing else keeps its digits. */
  readonly onRespelled: () => void;
};

type Place = { readonly node: SchemaTree | undefined; readonly isInside: boolean };

/** A value of a Parquet file as JSON: numbers exactly, times as ISO 8601, bytes that are no text as base64 [S32]. */
export function toJson(value: unknown, place: Place, conversion: Conversion): Json {
  const { node, isInside } = place;
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return isLocalTime(node) ? value.replace(/Z$/, "") : value;
  if (typeof value === "boolean") return value;
  if (typeof value === "number" || typeof value === "bigint" || isDecimal(node, conversion)) {
    const number = toNumber(value, node, conversion);
    if (typeof number === "string" && isInside) conversion.onRespelled();
    return number;
  }
  if (value instanceof Uint8Array) return toText(value);
  if (ArrayBuffer.isView(value)) {
    // Sound: of the views that Parquet's columns are read into, all are arrays of numbers.
    const numbers = value as unknown as ArrayLike<unknown>;
    return toList(Array.from(numbers), node, conversion);
  }
  if (Array.isArray(value)) return toList(value, node, conversion);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      toJson(part, { node: memberOf(node, key), isInside: true }, conversion),
    ]),
  );
}

function toList(values: readonly unknown[], node: SchemaTree | undefined, conversion: Conversion): Json {
  const inside = { node: entryOf(node), isInside: true };
  return values.map((value) => toJson(value, inside, conversion));
}

function isDecimal(node: SchemaTree | undefined, { decimals }: Conversion): boolean {
  return node !== undefined && decimals.has(node.element);
}

function toNumber(value: unknown, node: SchemaTree | undefined, conversion: Conversion): Json {
  const element = node?.element;
  if (element !== undefined && conversion.decimals.has(element)) {
    return toExact(
      value instanceof Uint8Array ? toWhole(value) : BigInt(value as number | bigint),
      element.scale ?? 0,
    );
  }
  if (typeof value === "bigint") return toExact(value);
  // What programs write where they have nothing.
  if (Number.isNaN(value)) return null;
  return element?.type === "FLOAT" ? toShortFloat(value as number) : (value as number);
}

function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("base64");
  }
}

function isLocalTime(node: SchemaTree | undefined): boolean {
  const logical = node?.element.logical_type;
  return logical?.type === "TIMESTAMP" && !logical.isAdjustedToUTC;
}

/** What the entries of a list are, under the groups that a writer puts around them. */
function entryOf(node: SchemaTree | undefined): SchemaTree | undefined {
  const [group, ...others] = node?.children ?? [];
  if (group === undefined || others.length > 0 || group.element.repetition_type !== "REPEATED") return node;
  return group.children.length === 1 ? group.children[0] : group;
}

function memberOf(node: SchemaTree | undefined, key: string): SchemaTree | undefined {
  const isMap = node?.element.converted_type === "MAP" || node?.element.logical_type?.type === "MAP";
  if (isMap) return node.children[0]?.children[1];
  return node?.children.find(({ element }) => element.name === key);
}
