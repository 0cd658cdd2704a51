import { assert } from "#core/base/assert.ts";
import type { TimelineDocument, TraceRowDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { indexTrace } from "#core/domain/said.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import type { RunResult } from "#core/store/run-results.ts";
import type { FoundResult, FoundTrace, TraceFilter } from "#core/store/trace-search.ts";
import { os, type AppContext } from "#core/app/context.ts";
import { toIso } from "#core/app/documents.ts";
import { findRanOn } from "#core/app/traces/ran-on.ts";
import { readTrace, type ReadTrace } from "#core/app/traces/read-trace.ts";
import { maySee, toRunResult } from "#core/app/traces/run-result.ts";
import { isSealedTrace } from "#core/app/traces/sealed-traces.ts";
import { toSpanDocument } from "#core/app/traces/span-document.ts";
import { textOf, toSpanTable } from "#core/app/traces/span-table.ts";
import { toSystemDocument } from "#core/app/traces/system-document.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";

const LONGEST_TASK = 160;

export const tracesHandlers = {
  find: os.traces.find.handler(({ input, context }) => {
    const { store, runtime, caller } = context;
    // Which of the gate's items went wrong is not told by a filter or an order either.
    const tellsOutcome = input.isWrong || ["outcome", "item"].includes(input.order.by);
    const filter =
      tellsOutcome && !maySee(caller, "validation") ? { ...input, split: "train" as const } : input;
    const { total, traces } = store.traceSearch.find(filter, input.limit, input.order);
    const open = runtime.tracing
      .openTraces()
      .filter((records) => records.length > 0 && !isSealedTrace(records))
      .filter((records) => matches(toOpenRow(context, records), records, filter))
      .map((records) => toOpenRow(context, records))
      .toReversed();
    return { total: total + open.length, rows: [...open, ...toRows(context, traces)].slice(0, input.limit) };
  }),
  choices: os.traces.choices.handler(({ context: { store } }) => {
    const { agents, models, sessions } = store.traceSearch.choices();
    return { agents: [...agents], models: [...models], sessions: [...sessions] };
  }),
  timeline: os.traces.timeline.handler(({ input, context }) => {
    const trace = readTrace(sourceOf(context), input.trace);
    const { records } = trace;
    const row = rowOf(context, trace);
    const { run } = row;
    return {
      ...row,
      originUs: records[0]?.startUs ?? 0,
      roles: [...SPAN_ROLES],
      table: toSpanTable(records),
      system: toSystemDocument(context.store, records, context.store.headBranch.commit()),
      result: trace.isOpen || run === null ? null : toRunResult(context, run),
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

function rowOf(context: AppContext, { id, records, isOpen }: ReadTrace): TraceRowDocument {
  const { store } = context;
  const summary = store.traces.find(id);
  if (isOpen || summary === null) return toOpenRow(context, records);
  const { run: runId, ...rest } = summary;
  const [row] = toRows(context, [{ ...rest, run: runId === null ? null : findRun(store, runId) }]);
  assert(row !== undefined, "one trace makes one row");
  return row;
}

/** As the search finds it. */
function findRun(store: AppContext["store"], id: string): FoundTrace["run"] {
  const run = store.runs.find(id);
  if (run === null) return null;
  const found = store.runResults.find(id);
  const { input, closure, spend } = run;
  return {
    id,
    input,
    closure,
    tokens: toSoundCount(spend.inputTokens + spend.outputTokens),
    result: found === null ? null : toFoundResult(found),
  };
}

function toFoundResult({ item: { dataset, id, split }, score }: RunResult): FoundResult {
  return { dataset, id, split, score: score.value, isCorrect: score.isCorrect };
}

function toRows({ store, caller }: AppContext, traces: readonly FoundTrace[]): readonly TraceRowDocument[] {
  const ranOn = findRanOn(store, new Set(traces.flatMap(({ run }) => run?.closure ?? [])));
  const modelOf = findModels(store);
  return traces.map(({ id, name, startedAt, durationMs, spans, errors, run }) => {
    const result = run?.result ?? null;
    const isHidden = result !== null && !maySee(caller, result.split);
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
      model: run === null ? null : modelOf(run.closure),
      isOpen: false,
      item: result === null || isHidden ? null : { dataset: result.dataset, id: result.id },
      outcome: result === null || isHidden ? null : { score: result.score, isCorrect: result.isCorrect },
      split: result?.split ?? null,
      ranOn: run === null ? null : ranOn(run.closure, startedAt),
    };
  });
}

/** Each closure is read once: a list has many runs of few systems. */
function findModels(store: AppContext["store"]): (closure: string) => string | null {
  const models = new Map<string, string | null>();
  return (closure) => {
    if (!models.has(closure)) models.set(closure, store.runs.closure(closure)?.model.name ?? null);
    return models.get(closure) ?? null;
  };
}

function toOpenRow({ store, clock }: AppContext, records: readonly SpanRecord[]): TraceRowDocument {
  const now = clock.now();
  const root = records[0];
  const startedAt = (root?.startUs ?? now * 1000) / 1000;
  const attributes = root?.attributes ?? {};
  const input = textOf(attributes[AUTOGENESIS.input]);
  const system = textOf(attributes[AUTOGENESIS.closure]);
  return {
    trace: root?.trace ?? "",
    run: textOf(attributes[AUTOGENESIS.run]),
    name: root?.name ?? "",
    task: input === null ? null : toTask(JSON.parse(input) as FoundInput),
    startedAt: toIso(startedAt),
    durationMs: Math.max(0, now - startedAt),
    spans: records.length,
    errors: records.filter(({ error }) => error !== null).length,
    tokens: null,
    model: null,
    isOpen: true,
    item: null,
    outcome: null,
    split: null,
    ranOn: system === null ? null : findRanOn(store, new Set([system]))(system, startedAt),
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

/** What still runs is not in the index yet: it is read as the index will read it. */
function matches(row: TraceRowDocument, records: readonly SpanRecord[], filter: TraceFilter): boolean {
  const { text, hasErrors, isWrong, split, agent, model, session } = filter;
  // What runs was not scored yet.
  if (isWrong === true || split !== undefined) return false;
  if (hasErrors && row.errors === 0) return false;
  const found = indexTrace(records);
  if (session !== undefined && found.session !== session) return false;
  if (model !== undefined && found.model !== model && found.model?.split("/").slice(1).join("/") !== model)
    return false;
  if (agent !== undefined && row.name !== `invoke_agent ${agent.replace(/^agent\//, "")}`) return false;
  const wanted = text.toLowerCase();
  return (
    [row.trace, row.run ?? ""].some((id) => id.startsWith(wanted)) ||
    [...found.texts, row.name.toLowerCase()].some((said) => said.includes(wanted))
  );
}

function holds({ name, error, attributes }: SpanRecord, wanted: string): boolean {
  const values = Object.values(attributes).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const texts = [name, error ?? "", ...values];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
