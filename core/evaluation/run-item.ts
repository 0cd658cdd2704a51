import { hashJson } from "#core/base/hash.ts";
import { ERROR_CODES, type Blamed } from "#core/base/error-codes.ts";
import type { Dataset, Item, Score } from "#core/domain/dataset.ts";
import { flyRun, waitForLanding, type RunsInFlight } from "./runs-in-flight.ts";
import { acceptedAnswers } from "#core/domain/scoring/accepted-answers.ts";
import type { Scoring } from "./score-output.ts";
import { toTapeDocument } from "#core/domain/tape-document.ts";
import type { Run, SpanRecord } from "#core/domain/run.ts";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { toRolloutRequest, type RolloutLine } from "#core/agents/perform-rollout.ts";
import type { RolloutResult } from "#core/domain/rollout.ts";
import type { RunKeeping } from "#core/store/runs.ts";
import type { VersionDraft } from "#core/store/versions.ts";
import type { ScoreKey } from "#core/store/scores.ts";
import type { Store } from "#core/store/store.ts";

export type ItemOutcome = {
  readonly item: Item;
  readonly run: Run;
  readonly score: Score;
  /** True when the run was on record already and nothing was paid. */
  readonly isCached: boolean;
  /** What it adds to the bill of whoever takes it. */
  readonly cost: Spend;
};

/** One that nobody has taken yet. */
export type EarlyOutcome = Omit<ItemOutcome, "cost">;

export type EvaluationLine = {
  readonly store: Store;
  readonly agents: RolloutLine;
  readonly inFlight: RunsInFlight;
  readonly score: Scoring;
  /** Told of each outcome as it is taken, in order: what it adds to the bill, however early it was made. */
  readonly take: (outcome: EarlyOutcome) => Spend;
  /** Versions that nothing has stored yet: they are with the first run of them, or not at all. */
  readonly drafts?: ReadonlyMap<string, VersionDraft> | undefined;
};

export type ItemTask = {
  readonly dataset: Dataset;
  readonly item: Item;
  readonly seed: number;
  readonly repetition: number;
  /** Names the assessment: a run that failed on the way to the model is kept for it alone. */
  readonly scope: string;
  /** The session it is run for. */
  readonly session?: string | undefined;
  /** A run of its own, whatever is on record. */
  readonly isFresh?: boolean;
  readonly signal: AbortSignal;
};

const NO_SCORE: Score = { value: 0, isCorrect: false, parts: {} };

/** What is paid for at once, and once: for whoever takes all that is made. */
export function takePaid({ isCached, run }: EarlyOutcome): Spend {
  return isCached ? NO_SPEND : run.spend;
}

/** What a run needs and may not get. */
export type Needed = Exclude<Blamed, "agent" | "host">;

/** What a run did not get that it needs, which says nothing about the agent; null where nothing was missing. */
export function missedBy({ error }: Pick<Run, "error">): Needed | null {
  if (error === null) return null;
  const { blames } = ERROR_CODES[error.code];
  return blames === "agent" || blames === "host" ? null : blames;
}

/**
 * The outcome of one item: from the run cache when this system met this input with this seed before, else from a run
 * that is written with its spans and score in one transaction. An error scores 0; it never drops the item [A2].
 */
export async function runItem(
  line: EvaluationLine,
  agent: PreparedAgent,
  task: ItemTask,
): Promise<EarlyOutcome> {
  const { store, inFlight } = line;
  const cacheKey = cacheKeyOf(agent, task);
  const failedId = hashJson({ failed: cacheKey, scope: task.scope }).slice(0, 32);
  const keyed: Keyed = { ...task, cacheKey, failedId };
  for (;;) {
    const known = findRun(store, keyed);
    if (known !== null) {
      return { item: task.item, run: known, score: await scoreKnown(line, known, task), isCached: true };
    }
    const flight = inFlight.get(cacheKey);
    if (flight === undefined) return flyRun(inFlight, cacheKey, async () => makeRun(line, agent, keyed));
    // What failed there on the way to the model, or was called off, is not on record for this task: then it is its turn.
    await waitForLanding(flight, task.signal);
  }
}

/** Whether an evaluation of this task would call nothing: a run of this system on it is on record. */
export function isOnRecord(
  store: Store,
  agent: PreparedAgent,
  task: Pick<ItemTask, "item" | "seed" | "repetition">,
): boolean {
  return store.runs.cached(cacheKeyOf(agent, { ...task, scope: "" })) !== null;
}

function findRun({ runs }: Store, { cacheKey, failedId }: Keyed): Run | null {
  return runs.cached(cacheKey) ?? runs.find(failedId);
}

async function makeRun(line: EvaluationLine, agent: PreparedAgent, task: Keyed): Promise<EarlyOutcome> {
  const { store } = line;
  const { tape } = line.agents.model;
  const { cacheKey } = task;
  const { item, seed, repetition, session } = task;
  const { input, initialState } = item;
  const id = hashJson({ run: cacheKey }).slice(0, 32);
  const request = toRolloutRequest(agent, {
    id,
    input,
    initialState,
    seed,
    repetition,
    session,
    isSealed: isSealed(task),
  });
  let finished: RolloutResult;
  try {
    finished = await line.agents.perform(request, task.signal);
  } catch (error) {
    store.grouped(() => tape.endRun(id, null));
    throw error;
  }
  const keepFinished = (score: Score | null): Run =>
    store.grouped(() => {
      const kept = keep(line, agent, { ...task, finished, score });
      tape.endRun(id, kept.id);
      return kept;
    });
  const score = await scoreRun(line, finished.run, task).catch((error: unknown) => {
    // It was paid for: whoever asks for it next has only to score it.
    keepFinished(null);
    throw error;
  });
  const run = keepFinished(score);
  // It was paid for, also where somebody else's run is the one on record: so it does not count as cached.
  return { item: task.item, run, score: await scoreKnown(line, run, task), isCached: false };
}

/**
 * Everything that decides what a run answers; neither the dataset's name nor its split is in it. What has the same
 * key is run once [A1].
 */
function cacheKeyOf(
  agent: PreparedAgent,
  task: Pick<ItemTask, "item" | "seed" | "repetition" | "scope" | "isFresh">,
): string {
  const { item, seed, repetition, scope, isFresh = false } = task;
  return hashJson({
    schema: 1,
    closure: agent.closureId,
    input: hashJson(item.input),
    ...(item.initialState === undefined ? {} : { initialState: hashJson(item.initialState) }),
    seed,
    repetition,
    limits: agent.agent.content.limits,
    ...(isFresh ? { fresh: scope } : {}),
  });
}

/**
 * A look at the test split buys figures, not its items: what an agent made of them is kept, and shown to nobody [A5].
 */
function isSealed({ item }: ItemTask): boolean {
  return item.split === "test";
}

type Keyed = ItemTask & {
  readonly cacheKey: string;
  /** The run's id should it fail on the way to the model. */
  readonly failedId: string;
};

type Keeping = Keyed & { readonly finished: RolloutResult; readonly score: Score | null };

/** Writes a run with its trace and score unless there is one by now; returns the one that is on record. */
function keep({ store, drafts }: EvaluationLine, agent: PreparedAgent, task: Keeping): Run {
  const { cacheKey, failedId, finished, score } = task;
  // Somebody beside this line may have been faster. What that run scores is not computed in a transaction.
  const known = findRun(store, task);
  if (known !== null) return known;
  const isTransport = missedBy(finished.run) !== null;
  const { run, spans, tape } = isTransport ? renamed(finished, failedId) : finished;
  const keeping = { cacheKey: isTransport ? null : cacheKey, isSealed: isSealed(task), drafts };
  keepRun(store, agent, { run, spans, tape, ...keeping });
  if (score !== null) keepScore(store, run, { ...task, score });
  return run;
}

type RunToKeep = Pick<RolloutResult, "run" | "spans" | "tape"> & RunKeeping & Pick<EvaluationLine, "drafts">;

/**
 * Writes a run with its closure, the versions of it that nothing has stored yet, its trace and its tape; a sealed run has no
 * tape [T20]. Part of a transaction of the caller's.
 */
export function keepRun(
  store: Store,
  agent: PreparedAgent,
  { run, spans, tape, drafts, ...keeping }: RunToKeep,
): void {
  if (drafts !== undefined) store.versions.keep(drafts);
  store.runs.putClosure(agent.closureId, agent.closure);
  store.runs.append(run, keeping);
  if (!keeping.isSealed) store.tapes.append(run.id, toTapeDocument(tape));
  store.traces.append(
    {
      id: run.trace,
      name: agent.agent.key,
      run: run.id,
      startedAt: run.startedAt,
      durationMs: run.durationMs,
    },
    spans,
  );
}

/** The same run under an id of its own, so that the id stays free for the run that will succeed. */
function renamed({ run, spans, ...rest }: RolloutResult, id: string): RolloutResult {
  const trace = hashJson({ trace: id }).slice(0, 32);
  return {
    ...rest,
    run: { ...run, id, trace },
    spans: spans.map((span): SpanRecord => ({ ...span, trace })),
  };
}

type Scored = Pick<ItemTask, "dataset" | "item">;

function scoreKey(run: Run, { dataset, item }: Scored): ScoreKey {
  const { scorer } = dataset;
  // A list was one value once: what it was worth then says nothing of what it is worth now.
  const rule = acceptedAnswers(scorer, item.expected) === null ? scorer : { ...scorer, accepts: "any" };
  return { run: run.id, scorerHash: hashJson(rule), expectedHash: hashJson(item.expected) };
}

async function scoreKnown(line: EvaluationLine, run: Run, task: ItemTask): Promise<Score> {
  const { store } = line;
  const kept = store.scores.find(scoreKey(run, task));
  if (kept !== null) return kept;
  const score = await scoreRun(line, run, task);
  store.grouped(() => keepScore(store, run, { ...task, score }));
  return score;
}

/** What a run on record is worth on an item; where that was never asked, by scoring it now, which is not kept. */
export async function scoreOnRecord(
  line: Pick<EvaluationLine, "store" | "score">,
  run: Run,
  task: Scored & Pick<ItemTask, "signal">,
): Promise<Score> {
  return line.store.scores.find(scoreKey(run, task)) ?? (await scoreRun(line, run, task));
}

async function scoreRun(
  { score }: Pick<EvaluationLine, "score">,
  { error, output }: Run,
  { dataset, item, signal }: Scored & Pick<ItemTask, "signal">,
): Promise<Score> {
  const { expected, input } = item;
  return error === null ? score(dataset.scorer, { output, expected, input }, signal) : NO_SCORE;
}

/** Somebody else may have kept it while it was computed: it is the same one. */
function keepScore(store: Store, run: Run, { score, ...task }: ItemTask & { readonly score: Score }): void {
  const key = scoreKey(run, task);
  if (store.scores.find(key) === null) store.scores.append(key, score, task.item);
}
