import { assert, assertDefined } from "#core/base/assert.ts";
import type { TimelineDocument, TraceRowDocument } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import type { RunResult } from "#core/store/run-results.ts";
import type { FoundResult, FoundTrace } from "#core/store/trace-search.ts";
import { toRead, toWrite, type ReadingContext } from "#core/app/context.ts";
import { tracesContract } from "#core/contract/traces.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { compareTraces } from "#core/app/traces/compare-traces.ts";
import { exportTrace } from "#core/app/traces/export-trace.ts";
import { finalStatesOf } from "#core/app/traces/final-states.ts";
import { findRanOn } from "#core/app/traces/ran-on.ts";
import { commitNamed } from "./named-commit.ts";
import { findSpan } from "#core/app/traces/find-span.ts";
import { readSpans, runOf, type ReadTrace } from "#core/app/traces/read-trace.ts";
import { matchesOpen } from "#core/app/traces/match-open.ts";
import { maySee, toRunResult } from "#core/app/traces/run-result.ts";
import { isSealedTrace } from "#core/app/traces/sealed-traces.ts";
import { searchSpans } from "#core/app/traces/search-spans.ts";
import { readColumns } from "#core/app/traces/span-columns.ts";
import { toSpanDocument } from "#core/app/traces/span-document.ts";
import { mayLookAtOpen, readTraceFor } from "#core/app/traces/unseen-traces.ts";
import { toSystemDocument } from "#core/app/traces/system-document.ts";
import { toFilter } from "#core/app/traces/to-filter.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { cannotReceive, toReceiverDocument } from "#core/app/traces/receiver-document.ts";
import { requirePerson } from "./require-person.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";

const LONGEST_TASK = 160;

const reads = toRead(tracesContract);
const os = toWrite(tracesContract);

export const tracesHandlers = {
  find: reads.find.handler(({ input, context }) => {
    const { store, runtime, caller } = context;
    // Of the runs that the gate measures by, no filter, order or count tells others anything either [A7].
    const commit = input.commit === undefined ? null : commitNamed(store, input.commit);
    const filter = { ...toFilter(store, { ...input, commit }), isOfTrain: !maySee(caller, "validation") };
    const { total, traces } = store.traceSearch.find(filter, input.limit, input.order);
    const open = runtime.tracing
      .openTraces()
      .filter((trace) => trace.root !== null && !isSealedTrace(trace) && mayLookAtOpen(context, trace))
      .map((trace) => ({ trace, row: toOpenRow(context, trace) }))
      .filter(({ trace, row }) => matchesOpen(row, trace, filter))
      .map(({ row }) => row)
      .toReversed();
    // Of a long run, what is finished is kept already: it stands in the list once, as what goes on.
    const going = new Set(runtime.tracing.openTraces().map(({ trace }) => trace));
    const over = traces.filter(({ id }) => !going.has(id));
    return {
      total: total - (traces.length - over.length) + open.length,
      rows: [...open, ...toRows(context, over)].slice(0, input.limit),
    };
  }),
  choices: reads.choices.handler(({ context: { store } }) => {
    const { agents, models, sessions } = store.traceSearch.choices();
    return { agents: [...agents], models: [...models], sessions: [...sessions] };
  }),
  show: reads.show.handler(({ input, context }) => {
    const trace = readTraceFor(context, input.trace);
    const row = rowOf(context, trace);
    const result = resultOf(context, trace, row.run);
    const run = trace.open !== null || row.run === null ? null : context.store.runs.find(row.run);
    const system = toSystemDocument(
      context.store,
      rootsOf(context, trace),
      context.store.headBranch.commit(),
    );
    return { ...row, ...finalStatesOf(run), system, result, tree: [...readSpans(context.store, trace)] };
  }),
  timeline: reads.timeline.handler(({ input, context }) => {
    const trace = readTraceFor(context, input.trace);
    const row = rowOf(context, trace);
    return {
      ...row,
      system: toSystemDocument(context.store, rootsOf(context, trace), context.store.headBranch.commit()),
      result: resultOf(context, trace, row.run),
    } satisfies TimelineDocument;
  }),
  columns: reads.columns.handler(({ input, context }) =>
    readColumns(context.store, readTraceFor(context, input.trace), input.cursor),
  ),
  span: reads.span.handler(({ input, context }) =>
    toSpanDocument(findSpan(readTraceFor(context, input.trace).parts(), input.span)),
  ),
  search: reads.search.handler(async ({ input, context }) => {
    const keys = await searchSpans(readTraceFor(context, input.trace).parts(), input.text);
    return { keys: new Blob([keys]) };
  }),
  compare: reads.compare.handler(async ({ input, context }) => {
    const [left, right] = [readTraceFor(context, input.left), readTraceFor(context, input.right)];
    const { figures, ...told } = await compareTraces({ left, right }, input);
    const [leftRow, rightRow] = [rowOf(context, left), rowOf(context, right)];
    return {
      ...told,
      left: { ...leftRow, figures: { ...figures.left, durationMs: leftRow.durationMs } },
      right: { ...rightRow, figures: { ...figures.right, durationMs: rightRow.durationMs } },
    };
  }),
  export: reads.export.handler(async ({ input, context }) => {
    const trace = readTraceFor(context, input.trace);
    return await exportTrace(trace, input.format, toTitle(rowOf(context, trace)));
  }),
  receiver: reads.receiver.handler(({ context: { receiver } }) => toReceiverDocument(receiver)),
  receive: reads.receive.handler(async ({ input: { isOn, port }, context: { receiver, caller } }) => {
    requirePerson(caller, "have traces received");
    if (receiver === null) throw cannotReceive();
    await (isOn ? receiver.start(port) : receiver.stop());
    return toReceiverDocument(receiver);
  }),
  import: os.import.handler(async ({ input, context }) => {
    requirePerson(context.caller, "import traces");
    // What only reads is not made to load all that reads files.
    const { importTraces } = await import("#core/app/traces/import-traces.ts");
    return importTraces(context, input.source);
  }),
};

/** What stands above a trace that leaves as a page. */
function toTitle({ name, task, run, trace, startedAt }: TraceRowDocument) {
  return {
    title: name,
    facts: [
      ...(run === null ? [] : [`run ${run}`]),
      `trace ${trace}`,
      `began ${startedAt}`,
      ...(task === null ? [] : [task]),
    ],
  };
}

/** What says which system it was of: the root of one that goes on, the run of one that is over. */
function rootsOf(
  { store }: ReadingContext,
  { id, open }: ReadTrace,
): ReadonlyArray<Pick<SpanRecord, "attributes">> {
  if (open !== null) return open.root === null ? [] : [open.root];
  const runId = store.traces.find(id)?.run ?? null;
  const run = runId === null ? null : store.runs.find(runId);
  return run === null ? [] : [{ attributes: { [AUTOGENESIS.closure]: run.closure } }];
}

/** What still runs came to nothing yet, and what was no run has no result. */
function resultOf(context: ReadingContext, { open }: ReadTrace, run: string | null) {
  return open !== null || run === null ? null : toRunResult(context, run);
}

function rowOf(context: ReadingContext, { id, open }: ReadTrace): TraceRowDocument {
  const { store } = context;
  if (open !== null) return toOpenRow(context, open);
  const { run: runId, ...rest } = assertDefined(store.traces.find(id), "a trace that was found");
  const run = runId === null ? null : findRun(store, runId);
  const [row] = toRows(context, [{ ...rest, isComplete: store.traces.isComplete(id), run }]);
  assert(row !== undefined, "one trace makes one row");
  return row;
}

/** As the search finds it. */
function findRun(store: ReadingContext["store"], id: string): FoundTrace["run"] {
  const run = store.runs.find(id);
  if (run === null) return null;
  const found = store.runResults.find(id);
  const { input, closure, spend, answeredBy } = run;
  return {
    id,
    input,
    closure,
    tokens: toSoundCount(spend.inputTokens + spend.outputTokens),
    usd: spend.usd,
    ...(answeredBy === undefined ? {} : { answeredBy }),
    result: found === null ? null : toFoundResult(found),
  };
}

function toFoundResult({ item: { dataset, id, split }, score }: RunResult): FoundResult {
  return { dataset, id, split, score: score.value, isCorrect: score.isCorrect };
}

function toRows({ store }: ReadingContext, traces: readonly FoundTrace[]): readonly TraceRowDocument[] {
  const ranOn = findRanOn(store, new Set(traces.flatMap(({ run }) => run?.closure ?? [])));
  const modelOf = findModels(store);
  return traces.map(({ id, name, startedAt, durationMs, spans, errors, isComplete, run }) => {
    const result = run?.result ?? null;
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
      usd: run?.usd ?? null,
      model: run === null ? null : modelOf(run.closure),
      ...(run?.answeredBy === undefined ? {} : { answeredBy: { ...run.answeredBy } }),
      replayOf: run === null ? findReplayed(store, id) : null,
      isOpen: false,
      isComplete,
      item: result === null ? null : { dataset: result.dataset, id: result.id },
      outcome: result === null ? null : { score: result.score, isCorrect: result.isCorrect },
      split: result?.split ?? null,
      ranOn: run === null ? null : ranOn(run.closure, startedAt),
    };
  });
}

function findReplayed(store: ReadingContext["store"], trace: string): string | null {
  const replay = store.replays.ofTrace(trace);
  return replay === null ? null : (store.runs.find(replay.run)?.trace ?? null);
}

/** Each closure is read once: a list has many runs of few systems. */
function findModels(store: ReadingContext["store"]): (closure: string) => string | null {
  const models = new Map<string, string | null>();
  return (closure) => {
    if (!models.has(closure)) models.set(closure, store.runs.closure(closure)?.model.name ?? null);
    return models.get(closure) ?? null;
  };
}

function toOpenRow({ store, clock }: ReadingContext, open: OpenTrace): TraceRowDocument {
  const { trace, root } = open;
  const now = clock.now();
  // Of a long run, what is finished may be kept already.
  const kept = store.traces.find(trace);
  const startedAt = (root?.startUs ?? now * 1000) / 1000;
  const attributes = root?.attributes ?? {};
  const input = textOf(attributes[AUTOGENESIS.input]);
  const system = textOf(attributes[AUTOGENESIS.closure]);
  return {
    trace,
    run: runOf(open),
    name: nameOfTrace(root?.name ?? ""),
    task: input === null ? null : toTask(JSON.parse(input) as FoundInput),
    startedAt: toIso(startedAt),
    durationMs: Math.max(0, now - startedAt),
    spans: (kept?.spans ?? 0) + open.spans,
    errors: (kept?.errors ?? 0) + open.countErrors(),
    tokens: null,
    usd: null,
    model: null,
    replayOf: null,
    isOpen: true,
    isComplete: true,
    item: null,
    outcome: null,
    split: null,
    ranOn: system === null ? null : findRanOn(store, new Set([system]))(system, startedAt),
  };
}

/** While it runs as afterwards: a run is called by its agent's key, anything else by its first span [C25]. */
function nameOfTrace(root: string): string {
  return root.replace(/^invoke_agent /, "agent/");
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
