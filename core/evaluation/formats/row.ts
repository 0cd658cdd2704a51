import type { Json, JsonObject } from "#core/base/json.ts";

/** A place in a file that could not be used. Lines count from 1. */
export type Skipped = {
  readonly line: number;
  readonly reason: string;
  /** Where records are kept all the same, and this of them is not read; left out where a record is lost. */
  readonly keptAt?: readonly number[];
};

/**
 * What a reader makes of each entry of a file: a record of named values, or why there is none. `respelled`: fields with
 * an object or a list inside which a number has become text, as nothing else keeps all its digits. `spoiled`: cells of a
 * table that say that a spreadsheet lost what was in them.
 */
export type Row =
  | {
      readonly line: number;
      readonly record: JsonObject;
      readonly respelled?: readonly string[];
      readonly spoiled?: readonly string[];
    }
  | Skipped;

/** Whether no record is lost by it: what is said of some that are kept. */
export function isRemark(row: object): row is Required<Skipped> {
  return "keptAt" in row;
}

const MAX_DEPTH = 64;
const MAX_VALUES = 100_000;

/**
 * Why a parsed value is not JSON that can be kept, hashed and sent, or null: numbers must be finite, text well-formed
 * Unicode, nesting at most 64 levels. YAML and `JSON.parse("1e999")` make values that JSON cannot say [S16].
 */
export function whyNotJson(value: unknown): string | null {
  const budget = { left: MAX_VALUES };
  return findFault(value, MAX_DEPTH, budget);
}

function findFault(value: unknown, depth: number, budget: { left: number }): string | null {
  budget.left -= 1;
  if (budget.left < 0) return "it holds too many values";
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : "it holds a number too large to keep";
  if (typeof value === "string") return value.isWellFormed() ? null : "it holds half of a Unicode character";
  if (!isPlain(value)) return "it holds a value that JSON cannot express";
  if (depth === 0) return `it is nested deeper than ${MAX_DEPTH} levels`;
  for (const [key, part] of Object.entries(value)) {
    const fault = (key.isWellFormed() ? null : "a key is not Unicode") ?? findFault(part, depth - 1, budget);
    if (fault !== null) return fault;
  }
  return null;
}

function isPlain(value: unknown): value is readonly Json[] | JsonObject {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
