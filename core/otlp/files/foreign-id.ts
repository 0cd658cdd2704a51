import { sha256 } from "#core/base/hash.ts";

/**
 * The id of a program that need not have them as OpenTelemetry does, as one of so many hexadecimal digits: shorter ones have
 * zeros before them, and a name has a digest of itself. Empty where there is none.
 */
export function toHexId(id: string, digits: number): string {
  const small = id.toLowerCase();
  if (small === "") return "";
  const isHex = /^[0-9a-f]+$/.test(small) && small.length <= digits;
  return isHex ? small.padStart(digits, "0") : sha256(`${digits}:${id}`).slice(0, digits);
}

export const TRACE_DIGITS = 32;
export const SPAN_DIGITS = 16;
