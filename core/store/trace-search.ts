import { toSoundCount } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { JOIN_ITEM, type RunResult } from "./run-results.ts";
import { parseStored } from "./stored-text.ts";

type OpenSplit = RunResult["item"]["split"];

export type TraceFilter = {
  /**
   * At the beginning of an id, or within what the index holds of a trace: names of steps and tools, and what models and
   * tools were told and said. "" finds all.
   */
  readonly text: string;
  /** Of runs of this agent: its name, with or without `agent/`. */
  readonly agent?: string | undefined;
  /** Of the first model called: NAME or PROVIDER/NAME. */
  readonly model?: string | undefined;
  /** Made in this session, or evidence of a proposal of its. */
  readonly session?: string | undefined;
  readonly hasErrors: boolean;
  /** Of items that the run was scored for and got wrong. */
  readonly isWrong?: boolean;
  /** Of items of this split. */
  readonly split?: OpenSplit | undefined;
};

/** What a list can be ordered by, and the SQL of it. What has none stands last, whichever way it is read. */
const ORDERS = {
  started: "trace.started_at",
  duration: "trace.duration_ms",
  spans: "trace.spans",
  errors: "trace.errors",
  tokens: "run.input_tokens + run.output_tokens",
  outcome: "CASE WHEN item.id IS NULL THEN NULL ELSE score.value END",
  item: "item.id",
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
  readonly run: {
    readonly id: string;
    readonly input: string | Readonly<Record<string, string>>;
    readonly tokens: number;
    readonly closure: string;
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
  readonly closure: string | null;
  readonly dataset: string | null;
  readonly item: string | null;
  readonly split: OpenSplit | null;
  readonly score: number | null;
  readonly is_correct: number | null;
};

const from = (join: string): string => `FROM trace LEFT JOIN run ON run.id = trace.run
    LEFT JOIN trace_index ON trace_index.trace = trace.id ${join}
  WHERE coalesce(run.is_sealed, 0) = 0
    AND (@errors = 0 OR trace.errors > 0)
    AND (@agent = '' OR run.agent = @agent)
    AND (@model = '' OR trace_index.model = @model
         OR substr(trace_index.model, instr(trace_index.model, '/') + 1) = @model)
    AND (@session = '' OR trace_index.session = @session OR trace.run IN (${EVIDENCE}))
    AND (@text = '' OR trace.id LIKE @start OR run.id LIKE @start OR trace.name LIKE @within ESCAPE '\\'
         OR trace.id IN (SELECT trace FROM trace_said WHERE said IN
                           (SELECT id FROM said WHERE text LIKE @within ESCAPE '\\')))`;

/** Runs that are evidence of a session's proposals: also those that an earlier session made and paid for. */
const EVIDENCE = (["baseline_run", "candidate_run"] as const)
  .map(
    (arm) => `SELECT assessed_item.${arm} FROM assessed_item
      JOIN assessment ON assessment.id = assessed_item.assessment
      JOIN proposal ON proposal.seq = assessment.proposal WHERE proposal.session = @session`,
  )
  .join(" UNION ");

/** The filters that look at results. Without them a count goes without the tables of scores and items. */
const RESULTS = `${from(JOIN_ITEM)}
    AND (@wrong = 0 OR (score.is_correct = 0 AND item.id IS NOT NULL))
    AND (@split = '' OR item.split = @split)`;

/** Traces beside what their runs were about: the one query that reads both tables. Those of sealed runs are left out. */
export function createTraceSearch(db: Db) {
  const pageBy = ({ by, isDescending }: TraceOrder) =>
    db.prepare(
      `SELECT trace.*, run.input, run.input_tokens + run.output_tokens AS tokens, run.closure,
              item.dataset, item.id AS item, item.split, score.value AS score, score.is_correct
       ${RESULTS} ORDER BY ${ORDERS[by]} ${isDescending ? "DESC" : "ASC"} NULLS LAST,
                           trace.started_at DESC, trace.id DESC LIMIT @limit`,
    );
  const countAll = db.prepare(`SELECT count(*) ${from("")}`).pluck();
  const countResults = db.prepare(`SELECT count(*) ${RESULTS}`).pluck();
  const agents = db.prepare("SELECT DISTINCT agent FROM run WHERE is_sealed = 0 ORDER BY agent").pluck();
  const models = db
    .prepare("SELECT DISTINCT model FROM trace_index WHERE model IS NOT NULL ORDER BY model")
    .pluck();
  const sessions = db.prepare("SELECT id FROM session ORDER BY CAST(id AS INTEGER) DESC").pluck();
  return {
    /** The first `limit` that match, in this order, and how many match in all. */
    find: (
      filter: TraceFilter,
      limit: number,
      order: TraceOrder = NEWEST_FIRST,
    ): { total: number; traces: readonly FoundTrace[] } => {
      const bound = toParameters(filter);
      const count = filter.isWrong === true || filter.split !== undefined ? countResults : countAll;
      return {
        total: count.get(bound) as number,
        traces: (pageBy(order).all({ ...bound, limit }) as FoundRow[]).map(toFound),
      };
    },
    /** Agents and models that ran, and sessions, the newest first. */
    choices: (): TraceChoices => ({
      agents: agents.all() as string[],
      models: models.all() as string[],
      sessions: sessions.all() as string[],
    }),
  };
}

function toParameters({ text, agent = "", model = "", session = "", ...rest }: TraceFilter) {
  const { hasErrors, isWrong = false, split } = rest;
  return {
    agent: agent === "" || agent.startsWith("agent/") ? agent : `agent/${agent}`,
    model,
    session,
    text,
    errors: hasErrors ? 1 : 0,
    wrong: isWrong ? 1 : 0,
    split: split ?? "",
    // What was said is kept in small letters.
    within: `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`,
    start: /^[0-9a-f]{4,}$/i.test(text) ? `${text}%` : "",
  };
}

function toFound(row: FoundRow): FoundTrace {
  const { id, name, started_at: startedAt, duration_ms: durationMs, spans, errors, run } = row;
  return {
    id,
    name,
    startedAt,
    // Older programs measured by the wall clock, which may have been set back.
    durationMs: Math.max(0, durationMs),
    spans,
    errors,
    run:
      run === null || row.input === null || row.closure === null
        ? null
        : {
            id: run,
            input: parseStored(row.input) as NonNullable<FoundTrace["run"]>["input"],
            tokens: toSoundCount(row.tokens ?? 0),
            closure: row.closure,
            result: toFoundResult(row),
          },
  };
}

function toFoundResult({ dataset, item: id, split, score, is_correct }: FoundRow): FoundResult | null {
  if (dataset === null || id === null || split === null || score === null) return null;
  return { dataset, id, split, score, isCorrect: is_correct === 1 };
}
