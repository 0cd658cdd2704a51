/**
 * The shape of a history without its texts: what is drawn of it, in columns of numbers. A position is a commit's place in
 * the list, oldest first, so that a parent always stands before its child. It is all of a history that is sent, however
 * long that is [W4].
 */
export type HistorySkeleton = {
  /** Ids of 64 hexadecimal digits, by position. */
  readonly ids: readonly string[];
  /** First parents, as positions; −1 at the beginning of a history. */
  readonly parents: Int32Array;
  /** All further parents, in pairs: a commit, and one of its parents. */
  readonly merges: Int32Array;
  /** What a commit went back to: the first commit of its state, or what an undo or a redo stepped to; itself for all others. */
  readonly sources: Int32Array;
  /** How it came about: a sum of `CAME_BY`. */
  readonly marks: Uint8Array;
};

/** Ways in which a commit came about, as bits: by accepting a proposal, or by going back. */
export const CAME_BY = { proposal: 1, goingBack: 2 } as const;

const ID_BYTES = 32;
const HEADER = 3;

/**
 * The skeleton from position `from` on as bytes: a header of whole numbers (from, count, merges), the columns of whole
 * numbers, the ids, the marks. Little-endian, as every machine that the program runs on is.
 */
export function packSkeleton(skeleton: HistorySkeleton, from = 0): Uint8Array<ArrayBuffer> {
  const count = skeleton.ids.length - from;
  const merges = skeleton.merges.filter((_, at, all) => (all[at - (at % 2)] ?? -1) >= from);
  const numbers = Int32Array.of(from, count, merges.length);
  const bytes = new Uint8Array(4 * (HEADER + 2 * count + merges.length) + count * (ID_BYTES + 1));
  const words = new Int32Array(bytes.buffer, 0, HEADER + 2 * count + merges.length);
  words.set(numbers);
  words.set(skeleton.parents.subarray(from), HEADER);
  words.set(skeleton.sources.subarray(from), HEADER + count);
  words.set(merges, HEADER + 2 * count);
  const ids = bytes.subarray(words.byteLength);
  for (let at = 0; at < count; at += 1) writeId(skeleton.ids[from + at] ?? "", ids, at * ID_BYTES);
  ids.set(skeleton.marks.subarray(from), count * ID_BYTES);
  return bytes;
}

/** Packed bytes read back; `from` is the position of its first commit. */
export type UnpackedSkeleton = HistorySkeleton & { readonly from: number };

/** Throws a RangeError where the bytes are no packed skeleton. */
export function unpackSkeleton(buffer: ArrayBuffer): UnpackedSkeleton {
  const [from = 0, count = 0, length = 0] = new Int32Array(buffer, 0, HEADER);
  const column = (start: number, size: number) => new Int32Array(buffer, 4 * (HEADER + start), size);
  const start = 4 * (HEADER + 2 * count + length);
  return {
    from,
    parents: column(0, count),
    sources: column(count, count),
    merges: column(2 * count, length),
    ids: readIds(new Uint8Array(buffer, start, count * ID_BYTES)),
    marks: new Uint8Array(buffer, start + count * ID_BYTES, count),
  };
}

/** A skeleton that goes on with what was packed from its end, or from nothing: then that alone. Null where it does not fit on. */
export function extendSkeleton(
  known: HistorySkeleton | null,
  more: UnpackedSkeleton,
): HistorySkeleton | null {
  const { from, ids, parents, merges, sources, marks } = more;
  if (from === 0) return { ids, parents, merges, sources, marks };
  if (known?.ids.length !== from) return null;
  return {
    ids: [...known.ids, ...ids],
    parents: joinWords(known.parents, parents),
    merges: joinWords(known.merges, merges),
    sources: joinWords(known.sources, sources),
    marks: joinBytes(known.marks, marks),
  };
}

function joinWords(first: Int32Array, second: Int32Array): Int32Array {
  const joined = new Int32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function writeId(id: string, bytes: Uint8Array, at: number): void {
  for (let byte = 0; byte < ID_BYTES; byte += 1)
    bytes[at + byte] = (digitOf(id.charCodeAt(2 * byte)) << 4) | digitOf(id.charCodeAt(2 * byte + 1));
}

/** "0" to "9" are 48 to 57, "a" to "f" 97 to 102. */
function digitOf(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

function toCode(digit: number): number {
  return digit < 10 ? digit + 48 : digit + 87;
}

/** An engine takes only so many arguments to one call. */
const IDS_AT_ONCE = 64;

/** Some as one text first, of which the ids are slices: putting each together by itself takes twice as long. */
function readIds(bytes: Uint8Array): readonly string[] {
  const ids: string[] = [];
  for (let from = 0; from < bytes.length; from += IDS_AT_ONCE * ID_BYTES) {
    const text = readDigits(bytes.subarray(from, from + IDS_AT_ONCE * ID_BYTES));
    for (let at = 0; at < text.length; at += 2 * ID_BYTES) ids.push(text.slice(at, at + 2 * ID_BYTES));
  }
  return ids;
}

function readDigits(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    codes[2 * at] = toCode(byte >> 4);
    codes[2 * at + 1] = toCode(byte & 15);
  }
  // Not spread: that goes through them one by one.
  return Reflect.apply(String.fromCharCode, null, codes) as string;
}
