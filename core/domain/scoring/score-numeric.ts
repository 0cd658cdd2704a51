import type { Json } from "#core/base/json.ts";
import type { Score } from "#core/domain/dataset.ts";
import { wholePoint } from "./points.ts";
import { readLastNumber, type NumberReading } from "./read-number.ts";

/**
 * Right when the last number of the output is within `tolerance` (absolute) of the last number of what was expected. What
 * cannot be read for sure on either side is right about nothing.
 */
export function scoreNumeric(output: Json, expected: Json, tolerance: number): Score {
  const got = readNumber(output);
  const wanted = readNumber(expected);
  return wholePoint(
    got.kind === "number" && wanted.kind === "number" && Math.abs(got.value - wanted.value) <= tolerance,
  );
}

/** The value itself where it is a number, else the last number in its text, or in the last value within it that has one. */
export function readNumber(value: Json): NumberReading {
  if (typeof value === "number") {
    return Number.isFinite(value) ? { kind: "number", value, style: "plain" } : { kind: "none" };
  }
  if (typeof value === "string") return readLastNumber(value);
  if (typeof value !== "object" || value === null) return { kind: "none" };
  for (const part of Object.values(value).toReversed()) {
    const reading = readNumber(part);
    if (reading.kind !== "none") return reading;
  }
  return { kind: "none" };
}

/** A reading in words: "999.5", "no number", "unclear: 1/2". */
export function tellReading(reading: NumberReading): string {
  switch (reading.kind) {
    case "number":
      return String(reading.value);
    case "unclear":
      return `unclear: ${reading.written}`;
    case "none":
      return "no number";
  }
}
