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
import { createGoingTrace, type OpenTrace } from "./open-trace.ts";

export type SpanStart = {
  readonly name: string;
  readonly kind: "internal" | "client";
  readonly attributes: Attributes;
  readonly parent?: Span;
};

/** Collects the spans of one trace, or of one part of it. */
export type TraceRecorder = {
  readonly trace: string;
  /** The clock of its spans: microseconds since the Unix epoch, which never go back within a trace. */
  readonly nowUs: () => number;
  readonly start: (span: SpanStart) => Span;
  /** Every span so far that was not handed over, in the order in which they began. */
  readonly spans: () => readonly SpanRecord[];
  /**
   * The finished spans since this was last asked, in the order in which they began. They are the asker's to keep: the
   * recorder lets go of them, so that a long trace needs no more memory than what is open and what
   * nobody took yet [T14].
   */
  readonly handOver: () => readonly SpanRecord[];
  /**
   * A recorder for what stands under one span of this trace: what is started without a parent is that span's child, and
   * `spans` are its own. Its ids follow from the key, so that parts which go on at the same moment do not
   * number each other [T14].
   */
  readonly nest: (key: string, options: NestOptions) => TraceRecorder;
};

export type RecordOptions = {
  /** On every span of the trace, or of the part of it. */
  readonly attributes?: Attributes;
};

export type NestOptions = RecordOptions & { readonly parent: Span };

export type Tracing = {
  /**
   * A recorder for one trace. Trace and span ids derive from the key and from the order in which spans begin, so
   * that the same work has the same ids, today and after a crash.
   */
  readonly record: (key: string, options?: RecordOptions) => TraceRecorder;
  /** Every trace whose root is still open. */
  readonly openTraces: () => readonly OpenTrace[];
};

const KINDS = ["internal", "server", "client", "producer", "consumer"] as const;

/** OpenTelemetry's SDK with our ids and our processor: live on start, final on end, kept in memory per trace. */
export function createTracing(): Tracing {
  const recorders = new Map<string, Collector>();
  let starting: Level | null = null;
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

  const open = (collector: Collector, level: Level): TraceRecorder => ({
    trace: collector.trace,
    nowUs: collector.nowUs,
    start: ({ name, kind, attributes, parent = level.parent }) => {
      starting = level;
      const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
      const spanKind = kind === "client" ? SpanKind.CLIENT : SpanKind.INTERNAL;
      return tracer.startSpan(
        name,
        { kind: spanKind, attributes: { ...level.attributes, ...attributes } },
        context,
      );
    },
    spans: () => collector.records(level.owns),
    handOver: () => collector.handOver(level.owns),
    nest: (key, { attributes = {}, parent }) => {
      const owned = new Set<string>();
      const inner = createLevel(collector.trace, `${level.key}${key}:`);
      return open(collector, {
        ...inner,
        attributes: { ...level.attributes, ...attributes },
        parent,
        nextSpanId: () => {
          const id = inner.nextSpanId();
          owned.add(id);
          level.adopt(id);
          return id;
        },
        adopt: (id) => {
          owned.add(id);
          level.adopt(id);
        },
        owns: (id) => owned.has(id),
      });
    },
  });

  return {
    record: (key, { attributes = {} } = {}) => {
      const collector = createCollector(traceIdOf(key));
      recorders.set(collector.trace, collector);
      return open(collector, { ...createLevel(collector.trace, ""), attributes });
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

/** A trace, or what stands under one of its spans. */
type Level = {
  readonly trace: string;
  /** Keys on the way to it, each with a colon behind it; empty for the whole trace. */
  readonly key: string;
  readonly attributes: Attributes;
  readonly parent: Span | undefined;
  readonly nextSpanId: () => string;
  /** Takes a span that began further inside for its own too. */
  readonly adopt: (id: string) => void;
  readonly owns: (id: string) => boolean;
};

const EVERY = (): boolean => true;

function createLevel(traceId: string, key: string): Level {
  let started = 0;
  return {
    trace: traceId,
    key,
    attributes: {},
    parent: undefined,
    nextSpanId: () => {
      started += 1;
      return sha256(`${traceId}:${key}${started}`).slice(0, 16);
    },
    adopt: () => undefined,
    owns: EVERY,
  };
}

type Collector = ReturnType<typeof createCollector>;

function createCollector(traceId: string) {
  const { records, keep, look } = createGoingTrace(traceId);
  const nowUs = createMicroClock();
  const owned = (owns: Level["owns"]): readonly SpanRecord[] =>
    [...records.values()].filter(({ span }) => owns(span));
  return {
    trace: traceId,
    nowUs,
    begin: (span: ReadableSpan): void => keep(toRecord(span, { startUs: nowUs(), endUs: null })),
    end: (span: ReadableSpan): void => {
      const endUs = nowUs();
      const startUs = records.get(span.spanContext().spanId)?.startUs ?? endUs;
      keep(toRecord(span, { startUs, endUs }));
    },
    records: owned,
    look,
    handOver: (owns: Level["owns"]): readonly SpanRecord[] => {
      const finished = owned(owns).filter(({ endUs }) => endUs !== null);
      for (const { span } of finished) records.delete(span);
      return finished;
    },
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
