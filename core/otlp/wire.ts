import { malformed } from "./malformed.ts";

/**
 * The wire form of Protocol Buffers: fields one behind the other, each with its number and how its value is laid out. What
 * a number means, the reader of a message knows; a field that it does not know, or whose value is laid out otherwise than
 * it says, is as good as none.
 */
export type WireField =
  | { readonly number: number; readonly form: "bits"; readonly bits: bigint }
  | { readonly number: number; readonly form: "fixed64"; readonly bits: bigint }
  | { readonly number: number; readonly form: "fixed32"; readonly bits: number }
  | { readonly number: number; readonly form: "bytes"; readonly bytes: Uint8Array };

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

/** The fields of a message, in their order. Throws trace-invalid where they are not laid out as fields are [T31]. */
export function* readFields(message: Uint8Array): Generator<WireField> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  while (at < message.length) {
    const tag = readVarint(message, at);
    at = tag.next;
    const number = Number(tag.bits >> 3n);
    if (number === 0) throw malformed("a field has no number");
    switch (Number(tag.bits & 7n)) {
      case VARINT: {
        const { bits, next } = readVarint(message, at);
        at = next;
        yield { number, form: "bits", bits };
        break;
      }
      case FIXED64:
        at = skip(message, at, 8);
        yield { number, form: "fixed64", bits: view.getBigUint64(at - 8, true) };
        break;
      case DELIMITED: {
        const { bits, next } = readVarint(message, at);
        at = skip(message, next, Number(bits));
        yield { number, form: "bytes", bytes: message.subarray(next, at) };
        break;
      }
      case FIXED32:
        at = skip(message, at, 4);
        yield { number, form: "fixed32", bits: view.getUint32(at - 4, true) };
        break;
      default:
        throw malformed("a field is laid out in a way that there is none of");
    }
  }
}

function skip(message: Uint8Array, from: number, bytes: number): number {
  if (bytes > message.length - from) throw malformed("it is cut off");
  return from + bytes;
}

const LONGEST_VARINT = 10;

/** Seven bits to a byte, the lowest first; all but the last byte have the highest bit set. */
function readVarint(message: Uint8Array, from: number): { readonly bits: bigint; readonly next: number } {
  // Nearly all of them are short enough for a number that is no bigint.
  let low = 0;
  let at = from;
  for (; at < from + 4; at += 1) {
    const byte = byteAt(message, at);
    low |= (byte & 0x7f) << (7 * (at - from));
    if (byte < 0x80) return { bits: BigInt(low), next: at + 1 };
  }
  let bits = BigInt(low);
  for (; at < from + LONGEST_VARINT; at += 1) {
    const byte = byteAt(message, at);
    bits |= BigInt(byte & 0x7f) << BigInt(7 * (at - from));
    if (byte < 0x80) return { bits: BigInt.asUintN(64, bits), next: at + 1 };
  }
  throw malformed("a number is longer than any can be");
}

function byteAt(message: Uint8Array, at: number): number {
  const byte = message[at];
  if (byte === undefined) throw malformed("it is cut off");
  return byte;
}

/** A text; what is no UTF-8 in it is shown as such. Null where the field holds none. */
export function textIn(field: WireField): string | null {
  return field.form === "bytes" ? UTF8.decode(field.bytes) : null;
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** A message within this one. */
export function messageIn(field: WireField): Uint8Array | null {
  return field.form === "bytes" ? field.bytes : null;
}

/** A number of no sign that is laid out in any of the three ways: an enumeration, a count, flags. */
export function countIn(field: WireField): number | null {
  return field.form === "bytes" ? null : Number(BigInt.asUintN(32, BigInt(field.bits)));
}

/** A moment. */
export function timeIn(field: WireField): bigint | null {
  return field.form === "fixed64" ? field.bits : null;
}
