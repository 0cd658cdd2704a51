import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { countAt, fieldOf, integerOf, listAt, nanosAt, objectAt, objectsAt, textAt } from "./fields.ts";
import { malformed, MOST_DEPTH, tooDeep } from "./malformed.ts";
import type { Attributes, Sent, SentEvent, SentGroup, SentLink, SentSpan } from "./sent.ts";
import { fromBytes, fromDouble, fromInteger } from "./values.ts";

/** An ExportTraceServiceRequest as JSON text. Throws trace-invalid [T30, T31]. */
export function readJson(text: string): Sent {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw malformed("it is no JSON", cause);
  }
  return fromJson(value);
}

/** The same once it is parsed: an object with `resourceSpans`. */
export function fromJson(value: Json): Sent {
  if (!isJsonObject(value)) throw malformed("it is no object with resourceSpans");
  if (!Array.isArray(fieldOf(value, "resourceSpans")) && Object.keys(value).length > 0) {
    throw malformed("it has no list resourceSpans");
  }
  return { form: "otlp", groups: objectsAt(value, "resourceSpans").flatMap(readResourceSpans), refused: [] };
}

function readResourceSpans(object: JsonObject): readonly SentGroup[] {
  const resource = {
    attributes: readAttributes(objectAt(object, "resource")),
    schemaUrl: textAt(object, "schemaUrl"),
  };
  // Older programs called a scope an instrumentation library.
  const scopes = [...objectsAt(object, "scopeSpans"), ...objectsAt(object, "instrumentationLibrarySpans")];
  return scopes.map((each) => {
    const scope = { ...objectAt(each, "instrumentationLibrary"), ...objectAt(each, "scope") };
    return {
      resource,
      scope: {
        name: textAt(scope, "name"),
        version: textAt(scope, "version"),
        attributes: readAttributes(scope),
        schemaUrl: textAt(each, "schemaUrl"),
      },
      spans: objectsAt(each, "spans").map(readSpan),
    };
  });
}

const KINDS: Readonly<Record<string, number>> = {
  SPAN_KIND_UNSPECIFIED: 0,
  SPAN_KIND_INTERNAL: 1,
  SPAN_KIND_SERVER: 2,
  SPAN_KIND_CLIENT: 3,
  SPAN_KIND_PRODUCER: 4,
  SPAN_KIND_CONSUMER: 5,
};

const CODES: Readonly<Record<string, number>> = {
  STATUS_CODE_UNSET: 0,
  STATUS_CODE_OK: 1,
  STATUS_CODE_ERROR: 2,
};

function readSpan(object: JsonObject): SentSpan {
  const status = objectAt(object, "status");
  return {
    trace: idAt(object, "traceId"),
    span: idAt(object, "spanId"),
    parent: idAt(object, "parentSpanId"),
    state: textAt(object, "traceState"),
    name: textAt(object, "name"),
    kind: memberOf(fieldOf(object, "kind"), KINDS),
    start: nanosAt(object, "startTimeUnixNano"),
    end: nanosAt(object, "endTimeUnixNano"),
    attributes: readAttributes(object),
    events: objectsAt(object, "events").map(readEvent),
    links: objectsAt(object, "links").map(readLink),
    status: { code: memberOf(fieldOf(status, "code"), CODES), message: textAt(status, "message") },
    flags: countAt(object, "flags"),
    dropped: readDropped(object),
  };
}

function readDropped(object: JsonObject): Attributes {
  const counts = {
    attributes: countAt(object, "droppedAttributesCount"),
    events: countAt(object, "droppedEventsCount"),
    links: countAt(object, "droppedLinksCount"),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function readEvent(object: JsonObject): SentEvent {
  return {
    time: nanosAt(object, "timeUnixNano"),
    name: textAt(object, "name"),
    attributes: readAttributes(object),
  };
}

function readLink(object: JsonObject): SentLink {
  return {
    trace: idAt(object, "traceId"),
    span: idAt(object, "spanId"),
    state: textAt(object, "traceState"),
    attributes: readAttributes(object),
  };
}

/** Of a name that comes twice, the last value holds. */
function readAttributes(object: JsonObject): Attributes {
  return Object.fromEntries(
    objectsAt(object, "attributes").map((pair) => [
      textAt(pair, "key"),
      readValue(objectAt(pair, "value"), 1),
    ]),
  );
}

/** One of the seven that a value may be; null for what is none of them. */
function readValue(value: JsonObject, depth: number): Json {
  if (depth > MOST_DEPTH) throw tooDeep();
  const text = fieldOf(value, "stringValue");
  if (typeof text === "string") return text;
  const truth = fieldOf(value, "boolValue");
  if (typeof truth === "boolean") return truth;
  const integer = integerOf(fieldOf(value, "intValue"));
  if (integer !== null) return fromInteger(BigInt.asIntN(64, integer));
  const double = doubleOf(fieldOf(value, "doubleValue"));
  if (double !== null) return fromDouble(double);
  const list = fieldOf(value, "arrayValue");
  if (isJsonObject(list)) {
    return listAt(list, "values").map((each) => readValue(isJsonObject(each) ? each : {}, depth + 1));
  }
  const map = fieldOf(value, "kvlistValue");
  if (isJsonObject(map)) {
    return Object.fromEntries(
      objectsAt(map, "values").map((pair) => [
        textAt(pair, "key"),
        readValue(objectAt(pair, "value"), depth + 1),
      ]),
    );
  }
  const bytes = fieldOf(value, "bytesValue");
  return typeof bytes === "string" ? fromBytes(bytes) : null;
}

/** JSON has no form for those that are no numbers: they come as their names. */
function doubleOf(value: Json): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) && value !== "NaN" ? null : number;
}

function idAt(object: JsonObject, name: string): string {
  return textAt(object, name).toLowerCase();
}

/** By its number, or by its name. */
function memberOf(value: Json, names: Readonly<Record<string, number>>): number {
  if (typeof value === "string" && Object.hasOwn(names, value)) return names[value] ?? 0;
  return Number(integerOf(value) ?? 0n);
}
