import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { fieldOf, objectAt, objectsAt, textAt } from "#core/otlp/fields.ts";
import { MOST_DEPTH, tooDeep } from "#core/otlp/malformed.ts";
import type { Attributes, Sent, SentSpan } from "#core/otlp/sent.ts";
import { SPAN_DIGITS, toHexId, TRACE_DIGITS } from "./foreign-id.ts";

/**
 * Whether it is a span as Phoenix exports them: with its ids in `context`, or, of a table, in columns
 * such as `context.span_id`.
 */
export function isOpenInference(value: JsonObject): boolean {
  return textAt(contextOf(value), "spanId") !== "";
}

/** Spans as Phoenix exports them, with times in words and attributes as a tree or flat. */
export function fromOpenInference(spans: readonly JsonObject[]): Sent {
  const group = {
    resource: { attributes: {}, schemaUrl: "" },
    scope: { name: "", version: "", attributes: {}, schemaUrl: "" },
  };
  return { form: "openinference", groups: [{ ...group, spans: spans.map(readSpan) }], refused: [] };
}

function contextOf(value: JsonObject): JsonObject {
  const context = objectAt(value, "context");
  return Object.keys(context).length > 0 ? context : startingWith(value, "context.");
}

function startingWith(value: JsonObject, prefix: string): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, each]) => [name.slice(prefix.length), each]),
  );
}

const ERROR = 2;

function readSpan(span: JsonObject): SentSpan {
  const context = contextOf(span);
  const kind = textAt(span, "spanKind");
  const sent = { ...flatten(objectAt(span, "attributes")), ...flatten(startingWith(span, "attributes.")) };
  return {
    trace: toHexId(textAt(context, "traceId"), TRACE_DIGITS),
    span: toHexId(textAt(context, "spanId"), SPAN_DIGITS),
    parent: toHexId(textAt(span, "parentId"), SPAN_DIGITS),
    state: "",
    name: textAt(span, "name"),
    kind: 0,
    start: nanosOf(fieldOf(span, "startTime")),
    end: nanosOf(fieldOf(span, "endTime")),
    attributes: kind === "" ? sent : { "openinference.span.kind": kind, ...sent },
    events: objectsAt(span, "events").map((event) => ({
      time: nanosOf(fieldOf(event, "timestamp")),
      name: textAt(event, "name"),
      attributes: flatten(objectAt(event, "attributes")),
    })),
    links: [],
    status: {
      code: textAt(span, "statusCode") === "ERROR" ? ERROR : 0,
      message: textAt(span, "statusMessage"),
    },
    flags: 0,
    dropped: {},
  };
}

/** A moment in words, to the microsecond; or, of a table, in milliseconds. 0 where there is none. */
function nanosOf(value: Json): bigint {
  if (typeof value === "number") return value > 0 ? BigInt(Math.round(value * 1000)) * 1000n : 0n;
  if (typeof value !== "string") return 0n;
  const ms = Date.parse(value);
  if (!Number.isFinite(ms) || ms < 0) return 0n;
  // A date of this language ends at milliseconds.
  const micros = /\.\d{3}(\d{1,6})/.exec(value)?.[1] ?? "";
  return BigInt(ms) * 1_000_000n + BigInt(micros.padEnd(6, "0"));
}

/** As they are recorded: one name for each value, with dots between the steps to it. What is no tree stays as it is. */
function flatten(tree: JsonObject): Attributes {
  const flat: [string, Json][] = [];
  const walk = (prefix: string, value: Json, depth: number): void => {
    if (depth > MOST_DEPTH) throw tooDeep();
    const steps = stepsOf(value);
    if (steps === null) flat.push([prefix, value]);
    else for (const [name, each] of steps) walk(prefix === "" ? name : `${prefix}.${name}`, each, depth + 1);
  };
  walk("", tree, 0);
  return Object.fromEntries(flat);
}

/** A list of values that are no trees is one value, such as the numbers of an embedding. */
function stepsOf(value: Json): readonly (readonly [string, Json])[] | null {
  if (isJsonObject(value)) return Object.entries(value).filter(([, each]) => each !== null);
  if (!Array.isArray(value) || !value.some(isJsonObject)) return null;
  return (value as readonly Json[]).map((each, at) => [String(at), each] as const);
}
