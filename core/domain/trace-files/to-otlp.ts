import { isJsonObject, type Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { spanKeyOf } from "#core/domain/spans/key.ts";

/** What stands around the spans of a request: who recorded them, and by which version of the conventions. */
export type OtlpFrame = {
  readonly resource: Readonly<Record<string, Json>>;
  readonly scope: { readonly name: string; readonly version: string };
  readonly schemaUrl: string;
};

/** Beginning and end of one `ExportTraceServiceRequest` in JSON; between them stand spans, with commas between them. */
export function frameOtlp({ resource, scope, schemaUrl }: OtlpFrame): readonly [head: string, tail: string] {
  const head = JSON.stringify({ attributes: toKeyValues(resource) });
  const scoped = `{"scope":${JSON.stringify(scope)},"spans":[`;
  const url = JSON.stringify(schemaUrl);
  return [
    `{"resourceSpans":[{"resource":${head},"scopeSpans":[${scoped}`,
    `],"schemaUrl":${url}}],"schemaUrl":${url}}]}\n`,
  ];
}

const KINDS: Readonly<Record<SpanRecord["kind"], number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};

const STATUS = { unset: 0, failed: 2 } as const;

/** A span as OTLP has it in JSON: ids in hex, times as decimal texts of nanoseconds, enumerations as numbers [T42]. */
export function toOtlpSpan(record: SpanRecord): Json {
  const { trace, span, parent, name, kind, startUs, endUs, error, attributes } = record;
  return {
    traceId: toTraceId(trace),
    spanId: spanKeyOf(span),
    ...(parent === null ? {} : { parentSpanId: spanKeyOf(parent) }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: toNanos(startUs),
    // Of one whose end never came there is none to tell.
    ...(endUs === null ? {} : { endTimeUnixNano: toNanos(endUs) }),
    attributes: toKeyValues(attributes),
    status: error === null ? { code: STATUS.unset } : { code: STATUS.failed, message: error },
  };
}

/** Another program's trace may be named otherwise: its name then makes the id, always the same one. */
function toTraceId(trace: string): string {
  return /^[0-9a-f]{32}$/.test(trace) ? trace : spanKeyOf(trace) + spanKeyOf(`${trace} `);
}

/** Nanoseconds of our time are more than a number can tell apart. */
function toNanos(micros: number): string {
  const whole = Math.floor(micros);
  return String(BigInt(whole) * 1000n + BigInt(Math.round((micros - whole) * 1000)));
}

function toKeyValues(attributes: Readonly<Record<string, Json>>): Json {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toAnyValue(value) }));
}

function toAnyValue(value: Json): Json {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (isJsonObject(value)) return { kvlistValue: { values: toKeyValues(value) } };
  return { arrayValue: { values: value.map(toAnyValue) } };
}
