import type { Json } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { wholePoint } from "./points.ts";
import { areWithin, isPastExact } from "./exact-number.ts";
import type { Decimals } from "./number-forms.ts";
import { readLastNumber, type NumberReading } from "./read-number.ts";

/**
 * Right when the last number of the output is within `tolerance` (absolute) of the last number of what was expected. What
 * cannot be read for sure on either side is right about nothing.
 */
export function scoreNumeric(output: Json, expected: Json, tolerance: number): Score {
  const got = readNumber(output);
  const wanted = readNumber(expected);
  const isRight = got.kind === "number" && wanted.kind === "number" && areWithin(got, wanted, tolerance);
  const point = wholePoint(isRight);
  return got.kind === "unclear" ? { ...point, reason: whyUnread(got.written) } : point;
}

function whyUnread(written: string): string {
  return `The answer ends with "${written}", which cannot be read as one number for sure.`;
}

/**
 * The value itself where it is a number, else the last number in its text. Of an object or a list it is the one part that
 * has a number, or the one that is nothing but a number; where several are, none of them is the answer for sure.
 */
export function readNumber(value: Json, decimals?: Decimals): NumberReading {
  if (typeof value === "number") return readTyped(value);
  if (typeof value === "string") return readLastNumber(value, decimals);
  if (typeof value !== "object" || value === null) return { kind: "none" };
  const parts = Object.values(value)
    .map((part: Json) => ({ part, reading: readNumber(part, decimals) }))
    .filter(({ reading }) => reading.kind !== "none");
  const bare = parts.filter(({ part }) => isBare(part));
  const [only, other] = bare.length === 1 ? bare : parts;
  if (only === undefined) return { kind: "none" };
  return other === undefined
    ? only.reading
    : { kind: "unclear", written: JSON.stringify(value).slice(0, LONGEST_SHOWN) };
}

const LONGEST_SHOWN = 80;

function readTyped(value: number): NumberReading {
  if (!Number.isFinite(value)) return { kind: "none" };
  const decimal = Number.isInteger(value) ? String(BigInt(value)) : String(value);
  return { kind: "number", value, decimal, style: "plain" };
}

function isBare(part: Json): boolean {
  return typeof part === "number" || (typeof part === "string" && /^[^\p{L}]*$/u.test(part));
}

/** A reading in words: "999.5", "no number", "unclear: 1/2". */
export function tellReading(reading: NumberReading): string {
  switch (reading.kind) {
    case "number":
      return isPastExact(reading) ? (reading.decimal ?? String(reading.value)) : String(reading.value);
    case "unclear":
      return `unclear: ${reading.written}`;
    case "none":
      return "no number";
  }
}
