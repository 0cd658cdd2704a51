import { sha256 } from "#core/base/hash.ts";
import type { AnsweredCounts } from "#core/domain/run.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { HELD_OUT_TRACES } from "./held-out.ts";
import { JOIN_ITEM, type RunResult } from "./run-results.ts";
import { provideSmallLetters, smallLettersOf } from "./small-letters.ts";
import { parseStored } from "./stored-text.ts";

type OpenSplit = RunResult["item"]["split"];

/** A system by its closure, and from when on and before when it stood for something. */
export type SystemTime = { readonly closure: string; readonly from: number; readonly until: number | null };

export type TraceFilter = {
  /**
   * At the beginning of an id, or within what the index holds of a trace: names of steps and tools, and what models and
   * tools were told and said. "" finds all.
   */
  readonly text: string;
  /** Of runs of this agent: its name, with or without `agent/`. */
  readonly agent?: string | undefined;
  /** Of the first model called, or of one that answered in its place: NAME or PROVIDER/NAME. */
  readonly model?: string | undefined;
  /** Made in this session, or evidence of a proposal of its. */
  readonly session?: string | undefined;
  readonly hasErrors: boolean;
  /** Of items that the run was scored for and got wrong. */
  readonly isWrong?: boolean;
  /** Of items of this split. */
  readonly split?: OpenSplit | undefined;
  /** In which this tool was called. */
  readonly tool?: string | undefined;
  /** Of runs of one of these systems that began in the time that goes with it. */
  readonly systems?: readonly SystemTime[] | undefined;
  /** Of runs that were scored for an item, from 0 to 1, and of those whose cost is known, in dollars. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  readonly minUsd?: number | undefined;
  readonly maxUsd?: number | undefined;
  /** That began then or later, and before; in milliseconds. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** None of runs that the gate measures by. */
  readonly isOfTrain?: boolean | undefined;
};

/**
 * What a list can be ordered by: the SQL of it, and whether it is of the run and its result. What has
 * none stands last [L9].
 */
const ORDERS = {
  started: { sql: "trace.started_at", join: false },
  duration: { sql: "trace.duration_ms", join: false },
  spans: { sql: "trace.spans", join: false },
  errors: { sql: "trace.errors", join: false },
  tokens: { sql: "run.input_tokens + run.output_tokens", join: true },
  cost: { sql: "run.usd", join: true },
  outcome: { sql: "CASE WHEN item.id IS NULL THEN NULL ELSE score.value END", join: true },
  item: { sql: "item.id", join: true },
} as const;
export type TraceOrder = { readonly by: keyof typeof ORDERS; readonly isDescending: boolean };

const NEWEST_FIRST: TraceOrder = { by: "started", isDescending: true };

/** What the lists of agents, models and sessions to choose from hold. */
export type TraceChoices = {
  readonly agents: readonly string[];
  readonly models: readonly string[];
  readonly sessions: readonly string[];
};

export type FoundTrace = {
  readonly id: string;
  readonly name: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
  /** Whether its end was written. */
  readonly isComplete: boolean;
  readonly run: {
    readonly id: string;
    readonly input: string | Readonly<Record<string, string>>;
    readonly tokens: number;
    /** Null where any price is unknown. */
    readonly usd: number | null;
    readonly closure: string;
    readonly answeredBy?: AnsweredCounts;
    /** Null where it was scored for no item. */
    readonly result: FoundResult | null;
  } | null;
};

export type FoundResult = {
  readonly dataset: string;
  readonly id: string;
  readonly split: OpenSplit;
  readonly score: number;
  readonly isCorrect: boolean;
};

type FoundRow = {
  readonly id: string;
  readonly name: string;
  readonly started_at: number;
  readonly duration_ms: number;
  readonly spans: number;
  readonly errors: number;
  readonly run: string | null;
  readonly input: string | null;
  readonly tokens: number | null;
  readonly usd: number | null;
  readonly closure: string | null;
  readonly answered_by: string | null;
  readonly dataset: string | null;
  readonly item: string | null;
  readonly split: OpenSplit | null;
  readonly score: number | null;
  readonly is_correct: number | null;
  readonly is_complete: number;
  /** Of all that match; of no use where nothing is asked. */
  readonly total: number;
};

/** Runs that are evidence of a session's proposals: also those that an earlier session made and paid for. */
const EVIDENCE = (["baseline_run", "candidate_run"] as const)
  .map(
    (arm) => `SELECT run.trace FROM proposal JOIN assessment ON assessment.proposal = proposal.seq
      JOIN assessed_item ON assessed_item.assessment = assessment.id
      JOIN run ON run.id = assessed_item.${arm} WHERE proposal.session = @session`,
  )
  .join(" UNION ");

/** Of runs that were scored for an item which is not sealed. */
const scored = (which: string): string => `SELECT run.trace FROM score
  JOIN item ON item.dataset = score.dataset AND item.id = score.item AND item.split <> 'test'
  JOIN run ON run.id = score.run WHERE score.item IS NOT NULL AND ${which}`;

/** By the name that is asked for, alone or with its provider. */
const isNamed = (model: string): string =>
  `(${model} = @model OR substr(${model}, instr(${model}, '/') + 1) = @model)`;

/** What a filter asks of a trace: each names the few that can be meant wherever an index knows them. */
const CLAUSES = {
  errors: "trace.errors > 0",
  agent: "EXISTS (SELECT 1 FROM run WHERE run.id = trace.run AND run.agent = @agent)",
  model: `(EXISTS (SELECT 1 FROM trace_index WHERE trace_index.trace = trace.id AND ${isNamed("model")})
    OR trace.id IN (SELECT run.trace FROM run JOIN json_each(run.answered_by) AS answered
                    WHERE ${isNamed("answered.key")}))`,
  session: `trace.id IN (SELECT trace FROM trace_index WHERE session = @session UNION ${EVIDENCE})`,
  wrong: `trace.id IN (${scored("score.is_correct = 0")})`,
  split: `trace.id IN (${scored("item.split = @split")})`,
  // Each text is kept once, and found by its hash.
  tool: "trace.id IN (SELECT trace FROM said JOIN trace_said ON trace_said.said = said.id WHERE said.hash = @tool)",
  systems: `EXISTS (SELECT 1 FROM run JOIN json_each(@systems) AS system
    ON system.value ->> 'closure' = run.closure AND run.started_at >= system.value ->> 'from'
      AND (system.value ->> 'until' IS NULL OR run.started_at < system.value ->> 'until') WHERE run.id = trace.run)`,
  minScore: `trace.id IN (${scored("score.value >= @minScore")})`,
  maxScore: `trace.id IN (${scored("score.value <= @maxScore")})`,
  minUsd: "EXISTS (SELECT 1 FROM run WHERE run.id = trace.run AND run.usd >= @minUsd)",
  maxUsd: "EXISTS (SELECT 1 FROM run WHERE run.id = trace.run AND run.usd <= @maxUsd)",
  since: "trace.started_at >= @since",
  until: "trace.started_at < @until",
  train: `trace.id NOT IN (${HELD_OUT_TRACES})`,
  text: `trace.id IN (SELECT id FROM trace WHERE id >= @start AND id < @end
    UNION SELECT trace FROM run WHERE id >= @start AND id < @end
    UNION SELECT id FROM trace WHERE ${smallLettersOf("name")} LIKE @within ESCAPE '\\'
    UNION SELECT trace FROM said CROSS JOIN trace_said ON trace_said.said = said.id
          WHERE text LIKE @within ESCAPE '\\')`,
} as const;
type Clause = keyof typeof CLAUSES;

/** Traces of runs on sealed items, which are in no list. */
const SEALED = `SELECT trace FROM run WHERE is_sealed = 1
  UNION SELECT trace FROM trace_part WHERE is_sealed = 1`;

const where = (active: readonly Clause[]): string =>
  [`trace.id NOT IN (${SEALED})`, ...active.map((each) => CLAUSES[each])].join(" AND ");

const JOIN_RESULT = `LEFT JOIN run ON run.id = trace.run ${JOIN_ITEM}`;

/** Traces beside what their runs were about: the one query that reads both tables. Those of sealed runs are left out. */
export function createTraceSearch(db: Db) {
  provideSmallLetters(db);
  const prepared = new Map<string, Statement>();
  const prepare = (sql: string): Statement => {
    const known = prepared.get(sql) ?? prepareIn(db, sql);
    prepared.set(sql, known);
    return known;
  };
  const agents = db.prepare("SELECT DISTINCT agent FROM run WHERE is_sealed = 0 ORDER BY agent").pluck();
  const models = db
    .prepare(
      `SELECT model FROM trace_index WHERE model IS NOT NULL
       UNION SELECT answered.key FROM run JOIN json_each(run.answered_by) AS answered WHERE run.is_sealed = 0
       ORDER BY 1`,
    )
    .pluck();
  const heldOut = db.prepare(`SELECT ? IN (${HELD_OUT_TRACES})`).pluck();
  const sessions = db.prepare("SELECT id FROM session ORDER BY CAST(id AS INTEGER) DESC").pluck();
  return {
    /** The first `limit` that match, in this order, and how many match in all. */
    find: (
      filter: TraceFilter,
      limit: number,
      order: TraceOrder = NEWEST_FIRST,
    ): { total: number; traces: readonly FoundTrace[] } => {
      const { active, bound } = toParameters(filter);
      const rows = prepare(pageOf(active, order)).all({ ...bound, limit }) as FoundRow[];
      const total =
        active.length === 0 ? (prepare(COUNT_ALL).get() as CountRow).total : (rows[0]?.total ?? 0);
      return { total, traces: rows.map(toFound) };
    },
    /** Whether the trace is of a run that whoever proposes learns nothing of. */
    isHeldOut: (trace: string): boolean => heldOut.get(trace) === 1,
    /** Agents and models that ran, and sessions, the newest first. */
    choices: (): TraceChoices => ({
      agents: agents.all() as string[],
      models: models.all() as string[],
      sessions: sessions.all() as string[],
    }),
  };
}

type Statement = ReturnType<typeof prepareIn>;
function prepareIn(db: Db, sql: string) {
  return db.prepare(sql);
}

type CountRow = { readonly total: number };

/** What is left out is counted, not what is in: those are few. */
const COUNT_ALL = `SELECT (SELECT count(*) FROM trace)
  - (SELECT count(*) FROM (${SEALED}) AS sealed JOIN trace ON trace.id = sealed.trace) AS total`;

/**
 * First which, then what is told of them: nothing is read of a trace that is not on the page. Where nothing is asked, the
 * page is read off the index of its order; else what matches is looked for once, and counted.
 */
function pageOf(active: readonly Clause[], { by, isDescending }: TraceOrder): string {
  const { sql, join } = ORDERS[by];
  const way = isDescending ? "DESC" : "ASC";
  const key =
    by === "started" ? `started_at ${way}, id ${way}` : `key ${way} NULLS LAST, started_at DESC, id DESC`;
  const which = `SELECT trace.id, trace.started_at, ${sql} AS key FROM trace ${join ? JOIN_RESULT : ""} WHERE ${where(active)}`;
  return `WITH found AS ${active.length === 0 ? "NOT MATERIALIZED" : "MATERIALIZED"} (${which}),
      page AS MATERIALIZED (SELECT id, started_at, key FROM found ORDER BY ${key} LIMIT @limit)
    SELECT trace.*, run.input, run.input_tokens + run.output_tokens AS tokens, run.usd, run.closure, run.answered_by,
           item.dataset, item.id AS item, item.split, score.value AS score, score.is_correct,
           EXISTS (SELECT 1 FROM trace_part WHERE trace_part.trace = trace.id AND is_last = 1)
             OR EXISTS (SELECT 1 FROM trace_spans WHERE trace_spans.trace = trace.id) AS is_complete,
           ${active.length === 0 ? "0" : "(SELECT count(*) FROM found)"} AS total
    FROM page CROSS JOIN trace ON trace.id = page.id ${JOIN_RESULT} ORDER BY ${key.replaceAll(/(?<=^|, )/g, "page.")}`;
}

function toParameters({ text, agent = "", model = "", session = "", ...rest }: TraceFilter) {
  const { hasErrors, isWrong = false, split = "", isOfTrain = false, tool = "", systems } = rest;
  const { minScore, maxScore, minUsd, maxUsd, since, until } = rest;
  const numbers = { minScore, maxScore, minUsd, maxUsd, since, until };
  const asked = {
    errors: hasErrors,
    since: since !== undefined,
    until: until !== undefined,
    minScore: minScore !== undefined,
    maxScore: maxScore !== undefined,
    minUsd: minUsd !== undefined,
    maxUsd: maxUsd !== undefined,
    tool: tool !== "",
    systems: systems !== undefined,
    wrong: isWrong,
    split: split !== "",
    train: isOfTrain,
    session: session !== "",
    text: text !== "",
    agent: agent !== "",
    model: model !== "",
  } satisfies Record<Clause, boolean>;
  const start = /^[0-9a-f]{4,}$/i.test(text) ? text.toLowerCase() : "";
  const bound = {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value ?? null])),
    agent: agent === "" || agent.startsWith("agent/") ? agent : `agent/${agent}`,
    model,
    session,
    split,
    tool: sha256(toolText(tool)),
    systems: JSON.stringify(systems ?? []),
    start,
    // What begins so stands before this; where nothing may, nothing does.
    end: start === "" ? "" : `${start}g`,
    // What was said is kept in small letters, and names are read in them.
    within: `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`,
  };
  return { active: (Object.keys(asked) as Clause[]).filter((each) => asked[each]), bound };
}

/** As a call of a tool is named, in small letters. */
export function toolText(tool: string): string {
  return `execute_tool ${tool.replace(/^tool\//, "").toLowerCase()}`;
}

function toFound(row: FoundRow): FoundTrace {
  const { id, name, started_at: startedAt, duration_ms: durationMs, spans, errors, run } = row;
  return {
    id,
    name,
    startedAt,
    // Older programs measured by the wall clock, which may have been set back [L11].
    durationMs: Math.max(0, durationMs),
    spans,
    errors,
    isComplete: row.is_complete === 1,
    run:
      run === null || row.input === null || row.closure === null
        ? null
        : {
            id: run,
            input: parseStored(row.input) as NonNullable<FoundTrace["run"]>["input"],
            tokens: toSoundCount(row.tokens ?? 0),
            usd: row.usd,
            closure: row.closure,
            ...(row.answered_by === null
              ? {}
              : { answeredBy: parseStored(row.answered_by) as AnsweredCounts }),
            result: toFoundResult(row),
          },
  };
}

function toFoundResult({ dataset, item: id, split, score, is_correct }: FoundRow): FoundResult | null {
  if (dataset === null || id === null || split === null || score === null) return null;
  return { dataset, id, split, score, isCorrect: is_correct === 1 };
}
