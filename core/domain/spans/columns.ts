import { AppError } from "#core/base/app-error.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";

/**
 * Spans as what a timeline is drawn from, a column for each property: views into the bytes that were stored and sent, with
 * no object for any span. Spans stand in the order in which they were written. What else a span holds stands
 * apart from them [T15].
 */
export type SpanColumns = {
  readonly count: number;
  /** Microseconds since the Unix epoch. */
  readonly startUs: Float64Array;
  /** NaN while the span is open. */
  readonly endUs: Float64Array;
  /** Two numbers for each span (`splitKey`): its own key, and its parent's where `flags` says that it has one. */
  readonly keys: Uint32Array;
  readonly parents: Uint32Array;
  /** Places in `names`, and in SPAN_ROLES. */
  readonly nameOf: Uint32Array;
  readonly roleOf: Uint8Array;
  /** FAILED and HAS_PARENT. */
  readonly flags: Uint8Array;
  /** Rows of those that told what they used, with it; NaN money is unknown. */
  readonly usageRows: Uint32Array;
  readonly tokens: Float64Array;
  readonly usd: Float64Array;
  readonly names: readonly string[];
};

export const FAILED = 1;
export const HAS_PARENT = 2;

/** More than this in one block were not written by us. */
const MOST_SPANS = 1 << 20;

/** "ASC1", read as a number; and the places of the numbers at the beginning of a block. */
export const MAGIC = 0x31435341;
export const HEADER = { magic: 0, bytes: 1, spans: 2, usage: 3, nameUnits: 4, checksum: 5 } as const;
export const HEADER_BYTES = 32;

/** Where each column of a block begins. Every one is at a multiple of eight, as wide numbers have to be. */
export function layOut(spans: number, usage: number, nameUnits: number) {
  let at = HEADER_BYTES;
  const take = (bytes: number): number => {
    const from = at;
    at += Math.ceil(bytes / 8) * 8;
    return from;
  };
  return {
    startUs: take(8 * spans),
    endUs: take(8 * spans),
    tokens: take(8 * usage),
    usd: take(8 * usage),
    keys: take(8 * spans),
    parents: take(8 * spans),
    nameOf: take(4 * spans),
    usageRows: take(4 * usage),
    roleOf: take(spans),
    flags: take(spans),
    /** As JSON, in UTF-16 units. */
    names: take(2 * nameUnits),
    bytes: at,
  };
}

/** Over all of a block but the number itself: any other bytes give another with near certainty, a single changed word always. */
export function checksumOf(words: Uint32Array): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < words.length; index += 1) {
    if (index !== HEADER.checksum) hash = Math.imul(hash ^ (words[index] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * The blocks in these bytes, one behind the other. Throws workspace-damaged for whatever is cut off, is longer or shorter
 * than it says, is not what was written, or could not have been [T16].
 */
export function readSpanBlocks(bytes: Uint8Array<ArrayBuffer>): readonly SpanColumns[] {
  const blocks: SpanColumns[] = [];
  // Views need an address that is a multiple of eight.
  const sound = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  for (let from = 0; from < sound.length;) {
    const length = lengthAt(sound, from);
    blocks.push(readBlock(sound.subarray(from, from + length)));
    from += length;
  }
  return blocks;
}

function lengthAt(bytes: Uint8Array<ArrayBuffer>, from: number): number {
  if (bytes.length - from < HEADER_BYTES) throw damaged("it ends within its beginning");
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset + from, HEADER_BYTES / 4);
  if (header[HEADER.magic] !== MAGIC) throw damaged("it does not begin as one");
  const length = header[HEADER.bytes] ?? 0;
  if (length % 8 !== 0 || length < HEADER_BYTES || length > bytes.length - from) {
    throw damaged("it is not as long as it says");
  }
  return length;
}

function readBlock(bytes: Uint8Array<ArrayBuffer>): SpanColumns {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [count, usage, nameUnits] = [HEADER.spans, HEADER.usage, HEADER.nameUnits].map(
    (place) => words[place] ?? 0,
  ) as [number, number, number];
  if (count > MOST_SPANS || usage > count) throw damaged("it says to hold more than it can");
  const places = layOut(count, usage, nameUnits);
  if (places.bytes !== bytes.length) throw damaged("its columns are not as long as it says");
  if (checksumOf(words) !== words[HEADER.checksum]) throw damaged("its checksum is another");
  const { buffer, byteOffset } = bytes;
  const columns: SpanColumns = {
    count,
    startUs: new Float64Array(buffer, byteOffset + places.startUs, count),
    endUs: new Float64Array(buffer, byteOffset + places.endUs, count),
    keys: new Uint32Array(buffer, byteOffset + places.keys, 2 * count),
    parents: new Uint32Array(buffer, byteOffset + places.parents, 2 * count),
    nameOf: new Uint32Array(buffer, byteOffset + places.nameOf, count),
    roleOf: bytes.subarray(places.roleOf, places.roleOf + count),
    flags: bytes.subarray(places.flags, places.flags + count),
    usageRows: new Uint32Array(buffer, byteOffset + places.usageRows, usage),
    tokens: new Float64Array(buffer, byteOffset + places.tokens, usage),
    usd: new Float64Array(buffer, byteOffset + places.usd, usage),
    names: readNames(new Uint16Array(buffer, byteOffset + places.names, nameUnits)),
  };
  checkColumns(columns);
  return columns;
}

function readNames(units: Uint16Array): readonly string[] {
  try {
    const names = JSON.parse(toText(units)) as unknown;
    if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  } catch {
    // Said below.
  }
  throw damaged("its names cannot be read");
}

/** An engine takes only so many arguments to one call. */
const AT_ONCE = 4096;

function toText(units: Uint16Array): string {
  let text = "";
  for (let from = 0; from < units.length; from += AT_ONCE) {
    text += String.fromCharCode(...units.subarray(from, from + AT_ONCE));
  }
  return text;
}

/**
 * A block with a sound checksum may still be somebody else's: nothing in it points out of it, and
 * no time is none [T16].
 */
function checkColumns({
  count,
  startUs,
  endUs,
  nameOf,
  roleOf,
  usageRows,
  tokens,
  names,
}: SpanColumns): void {
  for (let row = 0; row < count; row += 1) {
    if (!Number.isFinite(startUs[row]) || Math.abs(endUs[row] ?? 0) === Infinity)
      throw damaged("a time is none");
    if ((nameOf[row] ?? 0) >= names.length || (roleOf[row] ?? 0) >= SPAN_ROLES.length) {
      throw damaged("a span has a name or role that it does not hold");
    }
  }
  for (const row of usageRows) if (row >= count) throw damaged("it tells of a span that it does not hold");
  for (const used of tokens)
    if (!Number.isFinite(used) || used < 0) throw damaged("a number of tokens is none");
}

function damaged(why: string): AppError {
  return new AppError("workspace-damaged", `A block of a trace cannot be read: ${why}.`, {
    hint: "See which, then restore a backup of the workspace file.",
    way: "verify",
  });
}
