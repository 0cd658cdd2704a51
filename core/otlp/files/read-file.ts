import { gunzipSync } from "node:zlib";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { fieldOf } from "#core/otlp/fields.ts";
import { malformed } from "#core/otlp/malformed.ts";
import { fromJson } from "#core/otlp/read-json.ts";
import { readProtobuf } from "#core/otlp/read-protobuf.ts";
import type { Sent } from "#core/otlp/sent.ts";
import { fromJaeger, isJaeger } from "./jaeger.ts";
import { fromOpenInference, isOpenInference } from "./openinference.ts";

/** What a file may unfold to: more is no export of traces, or has to come in several. */
export const MOST_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Spans of a file, whichever of the known forms it is in: OTLP as JSON, as lines of JSON or in Protocol Buffers, what Jaeger
 * downloads, and what Phoenix exports; each of them packed with gzip as well. One after the other, so that a long file of
 * lines needs no room for all of them. Throws trace-invalid [T34].
 */
export function* readFile(file: Uint8Array): Generator<Sent> {
  const bytes = unpack(file);
  const text = asText(bytes);
  if (text === null) {
    yield readBytes(bytes);
    return;
  }
  const whole = parse(text);
  if (whole !== undefined) {
    yield readDocument(whole);
    return;
  }
  let line = 0;
  for (const each of linesOf(text)) {
    line += 1;
    if (each.trim() === "") continue;
    const value = parse(each);
    if (value === undefined)
      throw malformed(line === 1 ? "it is neither JSON nor lines of JSON" : `its line ${line} is no JSON`);
    yield readDocument(value);
  }
}

/** What is no JSON need not be Protocol Buffers either: what is wrong with it as these would say nothing. */
function readBytes(bytes: Uint8Array): Sent {
  try {
    return readProtobuf(bytes);
  } catch (cause) {
    throw malformed("it is in none of the known forms", cause);
  }
}

function unpack(file: Uint8Array): Uint8Array {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  try {
    return gunzipSync(file, { maxOutputLength: MOST_FILE_BYTES });
  } catch (cause) {
    throw malformed(
      `it cannot be unpacked, or unpacks to more than ${MOST_FILE_BYTES / 1024 / 1024} MB`,
      cause,
    );
  }
}

/** What is JSON begins as JSON does, and is UTF-8 throughout; Protocol Buffers are hardly ever both. */
function asText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^\s*[[{]/.test(text.slice(0, 1000)) ? text : null;
  } catch {
    return null;
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    yield text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
  }
}

/** One document: a request, a trace, a span, or a list of any of these. */
function readDocument(value: Json): Sent {
  const documents = listOf(value);
  const [first] = documents;
  if (first === undefined) return { form: "otlp", groups: [], refused: [] };
  if (documents.every(isOpenInference)) return fromOpenInference(documents);
  const read = isJaeger(first) ? fromJaeger : isRequest(first) ? fromJson : null;
  if (read === null) throw malformed("it is none of the known forms");
  const all = documents.map((document) => read(document));
  return {
    form: isJaeger(first) ? "jaeger" : "otlp",
    groups: all.flatMap(({ groups }) => groups),
    refused: [],
  };
}

function listOf(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return (value as readonly Json[]).filter(isJsonObject);
  if (!isJsonObject(value)) return [];
  // Phoenix answers with pages of spans, Jaeger with a list of traces, both under this name.
  const inner = fieldOf(value, "data");
  if (Array.isArray(inner) && !isJaeger(value)) return (inner as readonly Json[]).filter(isJsonObject);
  return [value];
}

function isRequest(value: JsonObject): boolean {
  return Array.isArray(fieldOf(value, "resourceSpans"));
}
