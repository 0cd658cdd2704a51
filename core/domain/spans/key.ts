/**
 * What a span is told apart by in columns: sixteen hexadecimal digits, which is an id as OpenTelemetry has it. Of a program
 * that names its spans otherwise, a digest of the name stands there.
 */
export type SpanKey = string;

const ID = /^[0-9a-f]{16}$/;

/** The key of a span's id: the id itself where it is one of OpenTelemetry's, else a digest of it. */
export function spanKeyOf(id: string): SpanKey {
  return ID.test(id) ? id : digest(id, 0x811c9dc5) + digest(id, 0x2f0b4c47);
}

/** The two halves of a key as they stand in columns: the first eight digits, and the last. */
export function splitKey(key: SpanKey): readonly [high: number, low: number] {
  return [Number.parseInt(key.slice(0, 8), 16), Number.parseInt(key.slice(8), 16)];
}

/** The key of its two halves, as `splitKey` gives them. */
export function joinKey(high: number, low: number): SpanKey {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

/** FNV-1a over the characters' codes: it tells names apart and need not withstand anybody. */
function digest(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
