import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { integerOf, listAt, nanosAt, objectAt, objectsAt, textAt } from "#core/otlp/fields.ts";
import { fromInteger } from "#core/otlp/values.ts";
import type { Attributes, Sent, SentEvent, SentGroup, SentSpan } from "#core/otlp/sent.ts";
import { SPAN_DIGITS, toHexId, TRACE_DIGITS } from "./foreign-id.ts";

/** Whether it is what Jaeger's window downloads: `{"data": [trace, …]}`, or one trace by itself. */
export function isJaeger(value: JsonObject): boolean {
  return tracesOf(value).length > 0;
}

function tracesOf(value: JsonObject): readonly JsonObject[] {
  const all = Object.hasOwn(value, "traceID") ? [value] : objectsAt(value, "data");
  return all.filter((trace) => Object.hasOwn(trace, "traceID") && Array.isArray(trace["spans"]));
}

/** Traces as Jaeger writes them: times in microseconds, tags for attributes, logs for events. */
export function fromJaeger(value: JsonObject): Sent {
  return { form: "jaeger", groups: tracesOf(value).flatMap(readTrace), refused: [] };
}

function readTrace(trace: JsonObject): readonly SentGroup[] {
  const processes = objectAt(trace, "processes");
  return objectsAt(trace, "spans").map((span) => {
    const id = textAt(span, "processID");
    const found = Object.hasOwn(processes, id) ? processes[id] : undefined;
    // Some programs write it into the span itself.
    const process = isJsonObject(found) ? found : objectAt(span, "process");
    const service = textAt(process, "serviceName");
    const named = service === "" ? {} : { "service.name": service };
    const tags = readTags(listAt(span, "tags"));
    const scope = {
      name: textOf(tags["otel.scope.name"]) ?? "",
      version: textOf(tags["otel.scope.version"]) ?? "",
    };
    return {
      resource: { attributes: { ...named, ...readTags(listAt(process, "tags")) }, schemaUrl: "" },
      scope: { ...scope, attributes: {}, schemaUrl: "" },
      spans: [readSpan(span, tags)],
    };
  });
}

const KINDS: ReadonlyMap<string, number> = new Map([
  ["internal", 1],
  ["server", 2],
  ["client", 3],
  ["producer", 4],
  ["consumer", 5],
]);
const ERROR = 2;

function readSpan(span: JsonObject, tags: Attributes): SentSpan {
  const [trace, id] = [textAt(span, "traceID"), textAt(span, "spanID")];
  const hex = { trace: toHexId(trace, TRACE_DIGITS), span: toHexId(id, SPAN_DIGITS) };
  const references = objectsAt(span, "references");
  const above = references.find(
    (reference) => textAt(reference, "refType") !== "FOLLOWS_FROM" && textAt(reference, "traceID") === trace,
  );
  const start = nanosAt(span, "startTime") * 1000n;
  const isFailed = tags["error"] === true || tags["otel.status_code"] === "ERROR";
  const message = textOf(tags["otel.status_description"]) ?? "";
  return {
    ...hex,
    parent: toHexId(
      above === undefined ? textAt(span, "parentSpanID") : textAt(above, "spanID"),
      SPAN_DIGITS,
    ),
    state: textOf(tags["w3c.tracestate"]) ?? "",
    name: textAt(span, "operationName"),
    kind: KINDS.get(textOf(tags["span.kind"]) ?? "") ?? 0,
    start,
    end: start + nanosAt(span, "duration") * 1000n,
    attributes: { ...tags, ...changedIds({ trace, id }, hex) },
    events: objectsAt(span, "logs").map(readLog),
    links: references
      .filter((reference) => reference !== above)
      .map((reference) => ({
        trace: textAt(reference, "traceID"),
        span: textAt(reference, "spanID"),
        state: "",
        attributes: { "jaeger.reference": textAt(reference, "refType") },
      })),
    status: isFailed ? { code: ERROR, message } : { code: 0, message: "" },
    flags: 0,
    dropped: {},
  };
}

/** What it was called, where it cannot be called that here. */
function changedIds(
  { trace, id }: { readonly trace: string; readonly id: string },
  hex: { readonly trace: string; readonly span: string },
): Attributes {
  return {
    ...(trace.toLowerCase() === hex.trace ? {} : { "jaeger.trace_id": trace }),
    ...(id.toLowerCase() === hex.span ? {} : { "jaeger.span_id": id }),
  };
}

function readLog(log: JsonObject): SentEvent {
  const { event, ...attributes } = readTags(listAt(log, "fields"));
  const name = textOf(event);
  return {
    time: nanosAt(log, "timestamp") * 1000n,
    name: name ?? "log",
    attributes: name === null && event !== undefined ? { event, ...attributes } : attributes,
  };
}

function readTags(tags: readonly Json[]): Attributes {
  return Object.fromEntries(
    tags
      .filter(isJsonObject)
      .map((tag) => [textAt(tag, "key"), readTag(textAt(tag, "type"), tag["value"] ?? null)]),
  );
}

/** Numbers and truths may be written as texts: the type says what is meant. */
function readTag(type: string, value: Json): Json {
  if (typeof value !== "string") return typeof value === "object" ? JSON.stringify(value) : value;
  if (type === "bool") return value === "true";
  const integer = type === "int64" ? integerOf(value) : null;
  if (integer !== null) return fromInteger(integer);
  const number = type === "float64" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : value;
}
