import type { Json } from "#core/base/json.ts";
import { MOST_DEPTH, tooDeep } from "./malformed.ts";
import type { Attributes, Sent, SentEvent, SentGroup, SentLink, SentScope, SentSpan } from "./sent.ts";
import { fromBytes, fromDouble, fromInteger } from "./values.ts";
import { countIn, messageIn, readFields, textIn, timeIn, type WireField } from "./wire.ts";

/**
 * An ExportTraceServiceRequest in Protocol Buffers. The numbers are those of opentelemetry-proto 1.10, which are never given
 * to other fields; what is unknown is passed over. Throws trace-invalid [T30, T31].
 */
export function readProtobuf(bytes: Uint8Array): Sent {
  const groups: SentGroup[] = [];
  for (const field of readFields(bytes)) {
    const message = field.number === 1 ? messageIn(field) : null;
    if (message !== null) groups.push(...readResourceSpans(message));
  }
  return { form: "otlp", groups, refused: [] };
}

function readResourceSpans(message: Uint8Array): readonly SentGroup[] {
  let attributes: Attributes = {};
  let schemaUrl = "";
  const scopes: Uint8Array[] = [];
  for (const field of readFields(message)) {
    const inner = messageIn(field);
    if (inner === null) continue;
    if (field.number === 1) attributes = readAttributes(inner, 1);
    else if (field.number === 2) scopes.push(inner);
    else if (field.number === 3) schemaUrl = textIn(field) ?? "";
  }
  const resource = { attributes, schemaUrl };
  return scopes.map((scope) => ({ resource, ...readScopeSpans(scope) }));
}

function readScopeSpans(message: Uint8Array): Omit<SentGroup, "resource"> {
  let scope: Omit<SentScope, "schemaUrl"> = { name: "", version: "", attributes: {} };
  let schemaUrl = "";
  const spans: SentSpan[] = [];
  for (const field of readFields(message)) {
    const inner = messageIn(field);
    if (inner === null) continue;
    if (field.number === 1) scope = readScope(inner);
    else if (field.number === 2) spans.push(readSpan(inner));
    else if (field.number === 3) schemaUrl = textIn(field) ?? "";
  }
  return { scope: { ...scope, schemaUrl }, spans };
}

function readScope(message: Uint8Array): Omit<SentScope, "schemaUrl"> {
  const text = { name: "", version: "" };
  for (const field of readFields(message)) {
    if (field.number === 1) text.name = textIn(field) ?? "";
    else if (field.number === 2) text.version = textIn(field) ?? "";
  }
  return { ...text, attributes: readAttributes(message, 3) };
}

type Draft = { -readonly [Name in keyof Omit<SentSpan, "attributes" | "events" | "links">]: SentSpan[Name] };

function readSpan(message: Uint8Array): SentSpan {
  const span: Draft = {
    trace: "",
    span: "",
    parent: "",
    state: "",
    name: "",
    kind: 0,
    start: 0n,
    end: 0n,
    status: { code: 0, message: "" },
    flags: 0,
    dropped: {},
  };
  const attributes: [string, Json][] = [];
  const events: SentEvent[] = [];
  const links: SentLink[] = [];
  for (const field of readFields(message)) {
    const inner = messageIn(field);
    if (inner === null) setNumber(span, field);
    else if (field.number === 9) attributes.push(readPair(inner, 0));
    else if (field.number === 11) events.push(readEvent(inner));
    else if (field.number === 13) links.push(readLink(inner));
    else if (field.number === 15) span.status = readStatus(inner);
    else setText(span, field);
  }
  return { ...span, attributes: Object.fromEntries(attributes), events, links };
}

function setText(span: Draft, field: WireField): void {
  switch (field.number) {
    case 1:
      span.trace = hexIn(field);
      break;
    case 2:
      span.span = hexIn(field);
      break;
    case 3:
      span.state = textIn(field) ?? "";
      break;
    case 4:
      span.parent = hexIn(field);
      break;
    case 5:
      span.name = textIn(field) ?? "";
      break;
    default:
  }
}

function setNumber(span: Draft, field: WireField): void {
  const count = countIn(field) ?? 0;
  switch (field.number) {
    case 6:
      span.kind = count;
      break;
    case 7:
      span.start = timeIn(field) ?? 0n;
      break;
    case 8:
      span.end = timeIn(field) ?? 0n;
      break;
    case 10:
      span.dropped = withCount(span.dropped, "attributes", count);
      break;
    case 12:
      span.dropped = withCount(span.dropped, "events", count);
      break;
    case 14:
      span.dropped = withCount(span.dropped, "links", count);
      break;
    case 16:
      span.flags = count;
      break;
    default:
  }
}

function withCount(dropped: Attributes, name: string, count: number): Attributes {
  return count === 0 ? dropped : { ...dropped, [name]: count };
}

function readEvent(message: Uint8Array): SentEvent {
  let time = 0n;
  let name = "";
  for (const field of readFields(message)) {
    if (field.number === 1) time = timeIn(field) ?? 0n;
    else if (field.number === 2) name = textIn(field) ?? "";
  }
  return { time, name, attributes: readAttributes(message, 3) };
}

function readLink(message: Uint8Array): SentLink {
  const link = { trace: "", span: "", state: "" };
  for (const field of readFields(message)) {
    if (field.number === 1) link.trace = hexIn(field);
    else if (field.number === 2) link.span = hexIn(field);
    else if (field.number === 3) link.state = textIn(field) ?? "";
  }
  return { ...link, attributes: readAttributes(message, 4) };
}

function readStatus(message: Uint8Array): SentSpan["status"] {
  const status = { code: 0, message: "" };
  for (const field of readFields(message)) {
    if (field.number === 2) status.message = textIn(field) ?? "";
    else if (field.number === 3) status.code = countIn(field) ?? 0;
  }
  return status;
}

/** The list of pairs that stands under a number. Of a name that comes twice, the last value holds. */
function readAttributes(message: Uint8Array, number: number, depth = 0): Attributes {
  const pairs: [string, Json][] = [];
  for (const field of readFields(message)) {
    const inner = field.number === number ? messageIn(field) : null;
    if (inner !== null) pairs.push(readPair(inner, depth));
  }
  return Object.fromEntries(pairs);
}

function readPair(message: Uint8Array, depth: number): [string, Json] {
  let name = "";
  let value: Json = null;
  for (const field of readFields(message)) {
    const inner = messageIn(field);
    if (inner === null) continue;
    if (field.number === 1) name = textIn(field) ?? "";
    else if (field.number === 2) value = readValue(inner, depth + 1);
  }
  return [name, value];
}

function readValue(message: Uint8Array, depth: number): Json {
  if (depth > MOST_DEPTH) throw tooDeep();
  let value: Json = null;
  for (const field of readFields(message)) value = valueIn(field, depth) ?? value;
  return value;
}

/** One of the seven that a value may be; null for what is none of them. */
function valueIn(field: WireField, depth: number): Json {
  switch (field.form) {
    case "bits":
      if (field.number === 2) return field.bits !== 0n;
      return field.number === 3 ? fromInteger(BigInt.asIntN(64, field.bits)) : null;
    case "fixed64":
      return field.number === 4 ? fromDouble(toDouble(field.bits)) : null;
    case "fixed32":
      return null;
    case "bytes":
      if (field.number === 1) return textIn(field);
      if (field.number === 5) return readList(field.bytes, depth);
      if (field.number === 6) return readAttributes(field.bytes, 1, depth);
      return field.number === 7 ? fromBytes(bufferOf(field.bytes).toString("base64")) : null;
  }
}

function readList(message: Uint8Array, depth: number): readonly Json[] {
  const values: Json[] = [];
  for (const field of readFields(message)) {
    const inner = field.number === 1 ? messageIn(field) : null;
    if (inner !== null) values.push(readValue(inner, depth + 1));
  }
  return values;
}

const DOUBLE = new DataView(new ArrayBuffer(8));

function toDouble(bits: bigint): number {
  DOUBLE.setBigUint64(0, bits);
  return DOUBLE.getFloat64(0);
}

function hexIn(field: WireField): string {
  return field.form === "bytes" ? bufferOf(field.bytes).toString("hex") : "";
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
