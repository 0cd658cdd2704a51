import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
} from "@opentelemetry/api";
import { BasicTracerProvider, type ReadableSpan, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { assertDefined } from "#core/base/assert.ts";
import { sha256 } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { GEN_AI_SCHEMA_URL } from "./gen-ai.ts";

/** Hears of spans while they happen, for live views. What it is told of a starting span is not final. */
export type SpanListener = (span: SpanRecord) => void;

export type SpanStart = {
  readonly name: string;
  readonly kind: "internal" | "client";
  readonly attributes: Attributes;
  readonly parent?: Span;
};

/** Collects the spans of one trace. */
export type TraceRecorder = {
  readonly trace: string;
  readonly start: (span: SpanStart) => Span;
  /** Every span so far, in the order in which they began. */
  readonly spans: () => readonly SpanRecord[];
};

export type RecordOptions = {
  readonly listener?: SpanListener | undefined;
  /** On every span of the trace. */
  readonly attributes?: Attributes;
};

export type Tracing = {
  /**
   * A recorder for one trace. Trace and span ids derive from the key and from the order in which spans begin, so
   * that the same work has the same ids, today and after a crash.
   */
  readonly record: (key: string, options?: RecordOptions) => TraceRecorder;
  /** Every trace whose root is still open. */
  readonly openTraces: () => readonly OpenTrace[];
};

/** A trace that goes on, looked at while it does: nothing of it is copied but what is asked for. */
export type OpenTrace = {
  readonly trace: string;
  /** The span it began with, as it is now; null before there is one. */
  readonly root: SpanRecord | null;
  /** How many changes there were: a span that begins is one, and so is one that ends. */
  readonly revision: number;
  readonly spans: number;
  readonly countErrors: () => number;
  /** The spans that changed since a revision, as they now are; since 0, all of them, in the order in which they began. */
  readonly since: (revision: number) => readonly SpanRecord[];
};

const KINDS = ["internal", "server", "client", "producer", "consumer"] as const;

/** OpenTelemetry's SDK with our ids and our processor: live on start, final on end, kept in memory per trace. */
export function createTracing(): Tracing {
  const recorders = new Map<string, Collector>();
  let starting: Collector | null = null;
  const processor: SpanProcessor = {
    onStart: (span) => recorders.get(span.spanContext().traceId)?.begin(span),
    onEnd: (span) => {
      const { traceId } = span.spanContext();
      recorders.get(traceId)?.end(span);
      // The root ends last: once it has, nothing more can come.
      if (span.parentSpanContext === undefined) recorders.delete(traceId);
    },
    forceFlush: async () => Promise.resolve(),
    shutdown: async () => Promise.resolve(),
  };
  const provider = new BasicTracerProvider({
    // Spans begin synchronously, so the collector that is set while one begins is the one it belongs to.
    idGenerator: {
      generateTraceId: () => assertDefined(starting, "the trace being started").trace,
      generateSpanId: () => assertDefined(starting, "the trace being started").nextSpanId(),
    },
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer("autogenesis-studio", undefined, { schemaUrl: GEN_AI_SCHEMA_URL });

  return {
    record: (key, { listener, attributes: shared } = {}) => {
      const collector = createCollector(traceIdOf(key), listener);
      recorders.set(collector.trace, collector);
      const start = ({ name, kind, attributes, parent }: SpanStart): Span => {
        starting = collector;
        const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
        const spanKind = kind === "client" ? SpanKind.CLIENT : SpanKind.INTERNAL;
        return tracer.startSpan(name, { kind: spanKind, attributes: { ...shared, ...attributes } }, context);
      };
      return { trace: collector.trace, start, spans: collector.records };
    },
    openTraces: () => [...recorders.values()].map(({ look }) => look()),
  };
}

/** The trace that a key's recorder records. */
export function traceIdOf(key: string): string {
  return sha256(`trace:${key}`).slice(0, 32);
}

/** Marks a span as failed. */
export function failSpan(span: Span, error: { readonly code: string; readonly message: string }): void {
  span.setAttribute("error.type", error.code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

type Collector = ReturnType<typeof createCollector>;

function createCollector(traceId: string, listener: SpanListener | undefined) {
  const records = new Map<string, SpanRecord>();
  const nowUs = createMicroClock();
  let started = 0;
  const changed: string[] = [];
  let root: string | null = null;
  const keep = (record: SpanRecord): void => {
    records.set(record.span, record);
    changed.push(record.span);
    root ??= record.span;
    listener?.(record);
  };
  return {
    trace: traceId,
    nextSpanId: (): string => {
      started += 1;
      return sha256(`${traceId}:${started}`).slice(0, 16);
    },
    begin: (span: ReadableSpan): void => keep(toRecord(span, { startUs: nowUs(), endUs: null })),
    end: (span: ReadableSpan): void => {
      const endUs = nowUs();
      const startUs = records.get(span.spanContext().spanId)?.startUs ?? endUs;
      keep(toRecord(span, { startUs, endUs }));
    },
    records: (): readonly SpanRecord[] => [...records.values()],
    look: (): OpenTrace => ({
      trace: traceId,
      root: root === null ? null : (records.get(root) ?? null),
      revision: changed.length,
      spans: records.size,
      countErrors: () => {
        let errors = 0;
        for (const { error } of records.values()) if (error !== null) errors += 1;
        return errors;
      },
      since: (revision) => {
        if (revision === 0) return [...records.values()];
        const ids = new Set(changed.slice(revision));
        return [...ids].flatMap((id) => records.get(id) ?? []);
      },
    }),
  };
}

/**
 * Microseconds since the Unix epoch that never go back within a trace. The SDK's own start times are whole milliseconds,
 * in which a span would begin before the one it followed had ended.
 */
function createMicroClock(): () => number {
  const originUs = Date.now() * 1000;
  const origin = performance.now();
  return () => originUs + Math.round((performance.now() - origin) * 1000);
}

function toRecord(span: ReadableSpan, time: Pick<SpanRecord, "startUs" | "endUs">): SpanRecord {
  const { traceId, spanId } = span.spanContext();
  return {
    trace: traceId,
    span: spanId,
    parent: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    kind: KINDS[span.kind] ?? "internal",
    ...time,
    error: span.status.code === SpanStatusCode.ERROR ? (span.status.message ?? "failed") : null,
    // A copy: the SDK goes on writing into its own.
    attributes: { ...(span.attributes as Record<string, Json>) },
  };
}
