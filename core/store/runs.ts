import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { Closure } from "#core/domain/closure.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { AnsweredCounts, Run } from "#core/domain/run.ts";
import { toSoundSpend, type Spend } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

type RunRow = {
  readonly id: string;
  readonly trace: string;
  readonly agent: ResourceKey;
  readonly closure: string;
  readonly input: string;
  readonly output: string;
  readonly error_code: ErrorCode | null;
  readonly error_message: string | null;
  readonly seed: number;
  readonly steps: number;
  readonly calls: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly usd: number | null;
  readonly started_at: number;
  readonly duration_ms: number;
  readonly final_states: string | null;
  readonly answered_by: string | null;
};

/** What runs of an agent took, and under which closure. */
export type RunCost = {
  readonly closure: string;
  readonly tokens: number;
  readonly usd: number | null;
};

/** Where a run stands among others, without what it said: with the item that it was scored for first, where it was. */
export type RunPlace = {
  readonly seq: number;
  readonly id: string;
  readonly startedAt: number;
  readonly errorCode: ErrorCode | null;
  readonly dataset: string | null;
  readonly item: string | null;
};

/** From after this number on, so many of them. */
export type RunPage = { readonly after: number; readonly limit: number };

type OutsideRow = {
  readonly runs: number;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number;
  readonly unknown: number;
};

export type RunKeeping = {
  /** Null where reuse is forbidden. */
  readonly cacheKey: string | null;
  /** Made from an item of a test split: nobody reads its trace. */
  readonly isSealed: boolean;
};

/** The only code that knows the `run` and `closure` tables. Append-only. */
export function createRuns(db: Db) {
  const insertClosure = db.prepare("INSERT OR IGNORE INTO closure (id, body) VALUES (?, ?)");
  const hasClosure = db.prepare("SELECT 1 FROM closure WHERE id = ?").pluck();
  const selectClosure = db.prepare("SELECT body FROM closure WHERE id = ?").pluck();
  // A version's id stands in a body as a value alone.
  const closuresWith = db
    .prepare("SELECT id FROM closure WHERE instr(body, '\"' || ? || '\"') > 0 ORDER BY id")
    .pluck();
  const over = db.prepare("SELECT count(*) FROM run WHERE closure = ? AND is_sealed = 0").pluck();
  const insert = createSealedInsert(db, "run");
  const lastSeq = db.prepare("SELECT coalesce(max(seq), 0) FROM run").pluck();
  const select = db.prepare("SELECT * FROM run WHERE id = ?");
  const cached = db.prepare("SELECT * FROM run WHERE cache_key = ?");
  const sealedOf = db.prepare("SELECT max(is_sealed) FROM run WHERE trace = ?").pluck();
  const ofTrace = db.prepare("SELECT 1 FROM run WHERE trace = ? LIMIT 1").pluck();
  const costs = db.prepare(
    `SELECT closure, input_tokens + output_tokens AS tokens, usd FROM run
     WHERE agent = ? AND is_sealed = 0 AND calls > 0 ORDER BY seq DESC LIMIT ?`,
  );
  const closures = db.prepare("SELECT DISTINCT closure FROM run WHERE is_sealed = 0").pluck();
  const closuresOf = db.prepare("SELECT DISTINCT closure FROM run WHERE agent = ?").pluck();
  const places = db.prepare(
    `SELECT run.seq, run.id, run.started_at AS startedAt, run.error_code AS errorCode, score.dataset, score.item FROM run
     LEFT JOIN score ON score.run = run.id AND score.item IS NOT NULL
     WHERE run.closure = ? AND run.seq > ? ORDER BY run.seq LIMIT ?`,
  );
  const inputs = db.prepare(
    "SELECT seq, id, input FROM run WHERE closure = ? AND seq > ? ORDER BY seq LIMIT ?",
  );
  const since = db.prepare("SELECT count(*) FROM run WHERE started_at >= ?").pluck();
  const outside = db.prepare(
    `SELECT count(*) AS runs, coalesce(sum(calls), 0) AS calls, coalesce(sum(input_tokens), 0) AS inputTokens,
            coalesce(sum(output_tokens), 0) AS outputTokens, coalesce(sum(usd), 0) AS usd,
            count(*) FILTER (WHERE usd IS NULL) AS unknown
     FROM run WHERE is_sealed = 0
       AND NOT EXISTS (SELECT 1 FROM trace_index WHERE trace_index.trace = run.trace AND trace_index.session <> '')`,
  );

  const toOne = (row: unknown): Run | null => (row === undefined ? null : toRun(row as RunRow));
  return {
    /** Keeps a closure under its hash. */
    putClosure: (id: string, closure: Closure): void => {
      if (hasClosure.get(id) === undefined) insertClosure.run(id, JSON.stringify(closure));
    },
    closure: (id: string): Closure | null => {
      const body = selectClosure.get(id) as string | undefined;
      return body === undefined ? null : (parseStored(body) as Closure);
    },
    /** Part of the item's transaction, with its spans and score. */
    append: (run: Run, keeping: RunKeeping): void => {
      // In the seal, so it is known before.
      insert({ seq: (lastSeq.get() as number) + 1, ...toColumns(run, keeping) });
    },
    find: (id: string): Run | null => toOne(select.get(id)),
    cached: (cacheKey: string): Run | null => toOne(cached.get(cacheKey)),
    /** Whether a trace is of a run that was made from a test item. */
    isSealedTrace: (trace: string): boolean => sealedOf.get(trace) === 1,
    /** Whether a trace is of any run. */
    hasTrace: (trace: string): boolean => ofTrace.get(trace) !== undefined,
    /** What the newest runs of an agent took, by whichever model. */
    costsOf: (agent: ResourceKey, limit: number): readonly RunCost[] =>
      costs.all(agent, limit) as readonly RunCost[],
    /** The closures under which an agent ever ran. */
    closuresOf: (agent: ResourceKey): readonly string[] => closuresOf.all(agent) as readonly string[],
    /** Runs of a system in the order in which they were kept, a page of them. */
    placesOf: (closure: string, { after, limit }: RunPage): readonly RunPlace[] =>
      places.all(closure, after, limit) as RunPlace[],
    /** What the same runs were asked, by the same pages. */
    inputsOf: (
      closure: string,
      { after, limit }: RunPage,
    ): ReadonlyArray<Pick<RunPlace, "seq" | "id"> & Pick<Run, "input">> =>
      (inputs.all(closure, after, limit) as Pick<RunRow & RunPlace, "seq" | "id" | "input">[]).map(
        ({ seq, id, input }) => ({ seq, id, input: parseStored(input) as Run["input"] }),
      ),
    /** What runs that belong to no session came to. Sealed ones are not told apart and are in no sum of it [B15]. */
    spentOutsideSessions: (): { readonly runs: number; readonly spend: Spend } => {
      const { runs, unknown, usd, ...counts } = outside.get() as OutsideRow;
      return { runs, spend: toSoundSpend({ ...counts, usd: unknown > 0 ? null : usd }) };
    },
    /** The ids of systems in which a version is in force. */
    /** Of all runs but sealed ones. */
    closures: (): readonly string[] => closures.all() as string[],
    closuresWith: (version: string): readonly string[] => closuresWith.all(version) as string[],
    /** How many runs there are of these systems; sealed ones are not told apart and are in no count of it. */
    countOver: (closures: readonly string[]): number =>
      closures.reduce((sum, closure) => sum + (over.get(closure) as number), 0),
    countSince: (at: number): number => since.get(at) as number,
  };
}

function toColumns(run: Run, { cacheKey, isSealed }: RunKeeping) {
  const { spend } = run;
  return {
    id: run.id,
    trace: run.trace,
    agent: run.agent,
    closure: run.closure,
    cache_key: cacheKey,
    input: JSON.stringify(run.input),
    output: JSON.stringify(run.output),
    error_code: run.error?.code ?? null,
    error_message: run.error?.message ?? null,
    seed: run.seed,
    steps: run.steps,
    calls: spend.calls,
    input_tokens: spend.inputTokens,
    output_tokens: spend.outputTokens,
    usd: spend.usd,
    started_at: run.startedAt,
    duration_ms: run.durationMs,
    is_sealed: isSealed ? 1 : 0,
    final_states: run.finalStates === undefined ? null : JSON.stringify(run.finalStates),
    answered_by: run.answeredBy === undefined ? null : JSON.stringify(run.answeredBy),
  };
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    trace: row.trace,
    agent: row.agent,
    closure: row.closure,
    input: parseStored(row.input) as Run["input"],
    output: parseStored(row.output) as Json,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? "" },
    seed: row.seed,
    steps: row.steps,
    spend: toSoundSpend({
      calls: row.calls,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      usd: row.usd,
    }),
    startedAt: row.started_at,
    durationMs: Math.max(0, row.duration_ms),
    ...(row.final_states === null
      ? {}
      : { finalStates: parseStored(row.final_states) as NonNullable<Run["finalStates"]> }),
    ...(row.answered_by === null ? {} : { answeredBy: parseStored(row.answered_by) as AnsweredCounts }),
  };
}
