import type { Json } from "#core/base/json.ts";

/**
 * Values of attributes as JSON has them. What JSON has no form for keeps its meaning as a text: an integer beyond those
 * that can be told from their neighbours its digits, and a number that is none its name.
 */
export function fromInteger(value: bigint): number | string {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value.toString();
}

export function fromDouble(value: number): number | string {
  // JSON knows no minus zero either, but nobody reads that.
  return Number.isFinite(value) ? value : String(value);
}

/** Bytes, told from a text by their name. */
export function fromBytes(base64: string): Json {
  return { bytes: base64 };
}
