import { SpanKind, SpanStatusCode, type AttributeValue } from "@opentelemetry/api";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { describe, expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { frameOtlp, toOtlpSpan } from "#core/domain/trace-files/to-otlp.ts";

const TRACE = "ab".repeat(16);

const RECORDS: readonly SpanRecord[] = [
  {
    trace: TRACE,
    span: "00f067aa0ba902b7",
    parent: null,
    name: "invoke_agent clerk",
    kind: "internal",
    startUs: 1_796_000_000_123_456,
    endUs: 1_796_000_000_923_457,
    error: null,
    attributes: {
      text: "naïve <b>\n\u202e",
      yes: true,
      whole: 42,
      cost: 0.000_125,
      reasons: ["stop", "length"],
      counts: [1, 2],
    },
  },
  {
    trace: TRACE,
    span: "00f067aa0ba902b8",
    parent: "00f067aa0ba902b7",
    name: "chat small",
    kind: "client",
    startUs: 1_796_000_000_123_999,
    endUs: 1_796_000_000_124_000,
    error: "The endpoint said no.",
    attributes: {},
  },
];

const FRAME = {
  resource: { "service.name": "autogenesis-studio" },
  scope: { name: "autogenesis-studio", version: "1.2.3" },
  schemaUrl: "https://opentelemetry.io/schemas/gen-ai/0.1.0",
};

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

const SCOPE = { ...FRAME.scope, schemaUrl: FRAME.schemaUrl };
const RESOURCE: ReadableSpan["resource"] = {
  attributes: FRAME.resource,
  merge: () => RESOURCE,
  getRawAttributes: () => Object.entries(FRAME.resource),
};

/** The same span as the SDK of OpenTelemetry hands it to its exporters. */
function toReadable(record: SpanRecord): ReadableSpan {
  const time = (us: number): [number, number] => [Math.floor(us / 1e6), (us % 1e6) * 1000];
  const context = (spanId: string) => ({ traceId: record.trace, spanId, traceFlags: 1 });
  return {
    name: record.name,
    kind: KINDS[record.kind],
    spanContext: () => context(record.span),
    ...(record.parent === null ? {} : { parentSpanContext: context(record.parent) }),
    startTime: time(record.startUs),
    endTime: time(record.endUs ?? 0),
    status:
      record.error === null
        ? { code: SpanStatusCode.UNSET }
        : { code: SpanStatusCode.ERROR, message: record.error },
    attributes: record.attributes as Readonly<Record<string, AttributeValue>>,
    links: [],
    events: [],
    duration: [0, 0],
    ended: true,
    resource: RESOURCE,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

type Sent = {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: unknown };
    readonly scopeSpans: ReadonlyArray<{ readonly scope: unknown; readonly spans: readonly object[] }>;
  }>;
};

function exportAll(records: readonly SpanRecord[]): Sent {
  const [head, tail] = frameOtlp(FRAME);
  return JSON.parse(head + records.map((each) => JSON.stringify(toOtlpSpan(each))).join(",") + tail) as Sent;
}

/**
 * Of a span, what both write: the official one also counts what it dropped, which is nothing. It writes whole numbers as such,
 * where JSON of Protocol Buffers has them as texts; readers take both.
 */
function pick(span: object): unknown {
  const kept = Object.entries(span).filter(([name]) => !/^dropped|^links$|^events$|^flags$/.test(name));
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)), (name, value: unknown) =>
    name === "intValue" ? String(value) : value,
  );
}

describe("[T42] a trace as OTLP", () => {
  // Would catch ids in base64, times that lost their last digits, and kinds or statuses by other numbers.
  it("says of every span what OpenTelemetry's own exporter says of it", () => {
    const theirs = JSON.parse(
      Buffer.from(JsonTraceSerializer.serializeRequest([...RECORDS].map(toReadable)) ?? []).toString(),
    ) as Sent;
    const ours = exportAll(RECORDS);
    const [their, our] = [theirs, ours].map(({ resourceSpans }) => resourceSpans[0]);
    expect(our?.resource.attributes).toEqual(their?.resource.attributes);
    expect(our?.scopeSpans[0]?.scope).toEqual(their?.scopeSpans[0]?.scope);
    const [theirSpans, ourSpans] = [their, our].map((sent) =>
      sent?.scopeSpans.flatMap(({ spans }) => spans).map(pick),
    );
    expect(ourSpans).toEqual(theirSpans);
  });

  it("has times to the nanosecond, no end where there was none, and values of every form", () => {
    const [root] = RECORDS;
    if (root === undefined) return;
    const attributes = { deep: { list: [null, 1.5, { a: "b" }] }, large: 2 ** 60 };
    const span = toOtlpSpan({ ...root, startUs: 1_796_000_000_123_456.5, endUs: null, attributes });
    expect(span).toMatchObject({ startTimeUnixNano: "1796000000123456500" });
    expect(span).not.toHaveProperty("endTimeUnixNano");
    expect(span).toMatchObject({
      attributes: [
        {
          key: "deep",
          value: {
            kvlistValue: {
              values: [
                {
                  key: "list",
                  value: {
                    arrayValue: {
                      values: [
                        {},
                        { doubleValue: 1.5 },
                        { kvlistValue: { values: [{ key: "a", value: { stringValue: "b" } }] } },
                      ],
                    },
                  },
                },
              ],
            },
          },
        },
        { key: "large", value: { doubleValue: 2 ** 60 } },
      ],
    });
  });

  it("has ids that OpenTelemetry takes, and under the same parents, of a program that names its spans otherwise", () => {
    const named = RECORDS.map((record) => ({
      ...record,
      trace: "my trace",
      span: `step ${record.name}`,
      parent: record.parent === null ? null : `step ${RECORDS[0]?.name ?? ""}`,
    }));
    const [root, child] = (exportAll(named).resourceSpans[0]?.scopeSpans[0]?.spans ?? []) as readonly {
      readonly traceId: string;
      readonly spanId: string;
      readonly parentSpanId?: string;
    }[];
    expect(root?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(child?.traceId).toBe(root?.traceId);
    expect(root?.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(child?.parentSpanId).toBe(root?.spanId);
  });
});
