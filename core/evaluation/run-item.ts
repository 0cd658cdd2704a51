import { hashJson } from "#core/base/hash.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Dataset, Item, Score } from "#core/domain/dataset.ts";
import { scoreOutput } from "./score-output.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { runAgent, type AgentLine, type FinishedRun } from "#core/agents/run-agent.ts";
import type { SpanListener } from "#core/recording/tracing.ts";
import type { ScoreKey } from "#core/store/scores.ts";
import type { Store } from "#core/store/store.ts";

export type ItemOutcome = {
  readonly item: Item;
  readonly run: Run;
  readonly score: Score;
  /** True when the run was on record already and nothing was paid. */
  readonly isCached: boolean;
};

export type EvaluationLine = { readonly store: Store; readonly agents: AgentLine };

export type ItemTask = {
  readonly dataset: Dataset;
  readonly item: Item;
  readonly seed: number;
  readonly repetition: number;
  /** Names the assessment: a run that failed on the way to the model is kept for it alone. */
  readonly scope: string;
  readonly signal: AbortSignal;
  readonly onSpan?: SpanListener;
};

const NO_SCORE: Score = { value: 0, isCorrect: false, parts: {} };

/** Failures of the way to the model, not of the agent: they count as wrong here, and are not reused elsewhere. */
const TRANSPORT: ReadonlySet<ErrorCode> = new Set([
  "model-unavailable",
  "model-rate-limited",
  "model-truncated",
  "model-malformed",
  "model-timeout",
]);

/**
 * The outcome of one item: from the run cache when this system met this input with this seed before, else from a run
 * that is written with its spans and score in one transaction. An error scores 0; it never drops the item.
 */
export async function runItem(
  line: EvaluationLine,
  agent: PreparedAgent,
  task: ItemTask,
): Promise<ItemOutcome> {
  const { store } = line;
  const cacheKey = cacheKeyOf(agent, task);
  const failedId = hashJson({ failed: cacheKey, scope: task.scope }).slice(0, 32);
  const known = store.runs.cached(cacheKey) ?? store.runs.find(failedId);
  if (known !== null) {
    return { item: task.item, run: known, score: await scoreKnown(store, known, task), isCached: true };
  }
  const { input } = task.item;
  const id = hashJson({ run: cacheKey }).slice(0, 32);
  const { seed, signal, onSpan } = task;
  const finished = await runAgent(line.agents, agent, {
    id,
    input,
    seed,
    signal,
    ...(onSpan === undefined ? {} : { onSpan }),
  });
  const score = await scoreRun(finished.run, task);
  return store.atomic(() => keep(store, agent, { ...task, cacheKey, failedId, finished, score }));
}

/** Everything that decides what a run answers; neither the dataset's name nor its split is in it. */
function cacheKeyOf(agent: PreparedAgent, { item, seed, repetition }: ItemTask): string {
  return hashJson({
    schema: 1,
    closure: agent.closureId,
    input: hashJson(item.input),
    seed,
    repetition,
    limits: agent.agent.content.limits,
  });
}

type Keeping = ItemTask & {
  readonly cacheKey: string;
  readonly failedId: string;
  readonly finished: FinishedRun;
  readonly score: Score;
};

function keep(store: Store, agent: PreparedAgent, task: Keeping): ItemOutcome {
  const { cacheKey, failedId, finished, score } = task;
  const isTransport = finished.run.error !== null && TRANSPORT.has(finished.run.error.code);
  const { run, spans } = isTransport ? renamed(finished, failedId) : finished;
  keepRun(store, agent, { run, spans, cacheKey: isTransport ? null : cacheKey });
  keepScore(store, run, task);
  return { item: task.item, run, score, isCached: false };
}

/** Writes a run with its closure and trace. Part of a transaction of the caller's. */
export function keepRun(
  store: Store,
  agent: PreparedAgent,
  { run, spans, cacheKey }: FinishedRun & { readonly cacheKey: string | null },
): void {
  store.runs.putClosure(agent.closureId, agent.closure);
  store.runs.append(run, cacheKey);
  store.traces.append(
    {
      id: run.trace,
      name: agent.agent.key,
      run: run.id,
      startedAt: run.startedAt,
      durationMs: run.durationMs,
      spans: spans.length,
      errors: spans.filter((span) => span.error !== null).length,
    },
    spans,
  );
}

/** The same run under an id of its own, so that the id stays free for the run that will succeed. */
function renamed({ run, spans }: FinishedRun, id: string): FinishedRun {
  const trace = hashJson({ trace: id }).slice(0, 32);
  return { run: { ...run, id, trace }, spans: spans.map((span): SpanRecord => ({ ...span, trace })) };
}

function scoreKey(run: Run, { dataset, item }: ItemTask): ScoreKey {
  return { run: run.id, scorerHash: hashJson(dataset.scorer), expectedHash: hashJson(item.expected) };
}

async function scoreKnown(store: Store, run: Run, task: ItemTask): Promise<Score> {
  const kept = store.scores.find(scoreKey(run, task));
  if (kept !== null) return kept;
  const score = await scoreRun(run, task);
  store.atomic(() => keepScore(store, run, { ...task, score }));
  return score;
}

async function scoreRun(run: Run, { dataset, item }: ItemTask): Promise<Score> {
  return run.error === null ? scoreOutput(dataset.scorer, run.output, item.expected) : NO_SCORE;
}

/** Somebody else may have kept it while it was computed: it is the same one. */
function keepScore(store: Store, run: Run, { score, ...task }: ItemTask & { readonly score: Score }): void {
  const key = scoreKey(run, task);
  if (store.scores.find(key) === null) store.scores.append(key, score);
}
