import type { TimelineDocument, TraceRowDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import type { FoundTrace } from "#core/store/trace-search.ts";
import { os, type AppContext } from "#core/app/context.ts";
import { toIso } from "#core/app/documents.ts";
import { readTrace, type ReadTrace } from "#core/app/traces/read-trace.ts";
import { isSealedTrace } from "#core/app/traces/sealed-traces.ts";
import { toSpanDocument } from "#core/app/traces/span-document.ts";
import { textOf, toSpanTable } from "#core/app/traces/span-table.ts";
import { toSystemDocument } from "#core/app/traces/system-document.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";

const LONGEST_TASK = 160;

export const tracesHandlers = {
  find: os.traces.find.handler(({ input, context }) => {
    const { store, runtime } = context;
    const { total, traces } = store.traceSearch.find(input, input.limit);
    const open = runtime.tracing
      .openTraces()
      .filter((records) => records.length > 0 && !isSealedTrace(records))
      .map((records) => toOpenRow(records, context.clock.now()))
      .filter((row) => matches(row, input))
      .toReversed();
    return { total: total + open.length, rows: [...open, ...traces.map(toRow)].slice(0, input.limit) };
  }),
  timeline: os.traces.timeline.handler(({ input, context }) => {
    const trace = readTrace(sourceOf(context), input.trace);
    const { records } = trace;
    return {
      ...rowOf(context, trace),
      originUs: records[0]?.startUs ?? 0,
      roles: [...SPAN_ROLES],
      table: toSpanTable(records),
      system: toSystemDocument(context.store, records),
    } satisfies TimelineDocument;
  }),
  span: os.traces.span.handler(({ input, context }) =>
    toSpanDocument(readTrace(sourceOf(context), input.trace).records, input.span),
  ),
  search: os.traces.search.handler(({ input, context }) => {
    const { records } = readTrace(sourceOf(context), input.trace);
    const wanted = input.text.toLowerCase();
    return { rows: records.flatMap((record, row) => (holds(record, wanted) ? [row] : [])) };
  }),
};

function sourceOf({ store, runtime }: AppContext) {
  return { store, tracing: runtime.tracing };
}

function rowOf({ store, clock }: AppContext, { id, records, isOpen }: ReadTrace): TraceRowDocument {
  const summary = store.traces.find(id);
  if (isOpen || summary === null) return toOpenRow(records, clock.now());
  const { run: runId, ...rest } = summary;
  const run = runId === null ? null : store.runs.find(runId);
  const tokens = run === null ? 0 : run.spend.inputTokens + run.spend.outputTokens;
  return toRow({ ...rest, run: run === null ? null : { id: run.id, input: run.input, tokens } });
}

function toRow({ id, name, startedAt, durationMs, spans, errors, run }: FoundTrace): TraceRowDocument {
  return {
    trace: id,
    run: run?.id ?? null,
    name,
    task: run === null ? null : toTask(run.input),
    startedAt: toIso(startedAt),
    durationMs,
    spans,
    errors,
    tokens: run?.tokens ?? null,
    isOpen: false,
  };
}

function toOpenRow(records: readonly SpanRecord[], now: number): TraceRowDocument {
  const root = records[0];
  const startedAt = (root?.startUs ?? now * 1000) / 1000;
  const input = textOf(root?.attributes[AUTOGENESIS.input]);
  return {
    trace: root?.trace ?? "",
    run: textOf(root?.attributes[AUTOGENESIS.run]),
    name: root?.name ?? "",
    task: input === null ? null : toTask(JSON.parse(input) as FoundInput),
    startedAt: toIso(startedAt),
    durationMs: Math.max(0, now - startedAt),
    spans: records.length,
    errors: records.filter(({ error }) => error !== null).length,
    tokens: null,
    isOpen: true,
  };
}

type FoundInput = NonNullable<FoundTrace["run"]>["input"];

function toTask(input: FoundInput): string {
  const text = typeof input === "string" ? input : Object.values(input).join(" · ");
  return text
    .slice(0, LONGEST_TASK * 2)
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_TASK);
}

function matches(
  row: TraceRowDocument,
  { text, hasErrors }: { readonly text: string; readonly hasErrors: boolean },
): boolean {
  if (hasErrors && row.errors === 0) return false;
  const wanted = text.toLowerCase();
  return [row.trace, row.run ?? "", row.name, row.task ?? ""].some((field) =>
    field.toLowerCase().includes(wanted),
  );
}

function holds({ name, error, attributes }: SpanRecord, wanted: string): boolean {
  const values = Object.values(attributes).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const texts = [name, error ?? "", ...values];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
