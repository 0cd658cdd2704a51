import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { ColumnFacts, ColumnKind } from "#core/domain/column-facts.ts";
import type { NumberStyle } from "#core/domain/scoring/number-forms.ts";
import { readNumber } from "#core/domain/scoring/score-numeric.ts";
import { fieldOf, listFields } from "#core/evaluation/formats/fields.ts";
import { findSpoiled } from "#core/evaluation/formats/spoiled.ts";

const LONGEST_SAMPLE = 80;

/** What each column of these records holds, those inside objects as "a.b" [S30]. */
export function describeColumns(records: readonly JsonObject[]): readonly ColumnFacts[] {
  return listFields(records).map((name) => describeColumn(name, records));
}

function describeColumn(name: string, records: readonly JsonObject[]): ColumnFacts {
  const values = records.map((record) => fieldOf(record, name) ?? null).filter((value) => !isEmpty(value));
  return {
    name,
    kind: kindOfAll(values),
    empty: records.length - values.length,
    distinct: new Set(values.map(toSampleText)).size,
    sample: toSample(values[0] ?? null),
    notes: findSpoiled(values),
  };
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

function kindOfAll(values: readonly Json[]): ColumnKind {
  const kinds = new Set(values.map(kindOf));
  const [first = "empty"] = kinds;
  if (kinds.size <= 1) return first;
  const areNumbers = [...kinds].every((kind) => NUMBERS.has(kind));
  if (!areNumbers) return "mixed";
  // "1,5" beside "1.5" is a number in one of them only.
  return kinds.has("decimal-comma") ? (kinds.has("number") ? "mixed" : "decimal-comma") : "number";
}

const NUMBERS: ReadonlySet<ColumnKind> = new Set(["whole-number", "number", "decimal-comma"]);

function kindOf(value: Json): ColumnKind {
  if (Array.isArray(value)) return "list";
  if (isJsonObject(value)) return "object";
  if (typeof value === "boolean") return "truth";
  const text = withoutUnit(toSampleText(value).trim());
  if (/^[-+]?\d+$/.test(text)) return "whole-number";
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return "number";
  if (/^[-+]?\d*,\d+$/.test(text) && !/^[-+]?\d{1,3},\d{3}$/.test(text)) return "decimal-comma";
  if (/^[-+]?\d[\d.,'’\s]*$/.test(text)) {
    const reading = readNumber(text);
    const kind = reading.kind === "number" ? GROUPED[reading.style] : undefined;
    if (kind !== undefined) return kind;
  }
  return /^(?:true|false)$/i.test(text) ? "truth" : "text";
}

/** Digits with thousands parted, by what parts their decimals; what may be either stays text. */
const GROUPED: Readonly<Partial<Record<NumberStyle, ColumnKind>>> = {
  "decimal-point": "number",
  "decimal-comma": "decimal-comma",
};

/** An amount without its currency, a share without its sign. */
function withoutUnit(text: string): string {
  return text
    .replace(/^([-+]?)\p{Sc}\s*(?=[-+\d])/u, "$1")
    .replace(/(?<=\d)\s*(?:\p{Sc}|%|EUR|USD|GBP|CHF)$/u, "");
}

function toSampleText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toSample(value: Json): string {
  if (value === null) return "";
  const text = toSampleText(value)
    .slice(0, LONGEST_SAMPLE * 4)
    .replaceAll(/\s+/g, " ");
  return text.length <= LONGEST_SAMPLE ? text : `${text.slice(0, LONGEST_SAMPLE - 1)}…`;
}
