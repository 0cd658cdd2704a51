import { toSoundCount } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { JOIN_ITEM, type RunResult } from "./run-results.ts";
import { parseStored } from "./stored-text.ts";

type OpenSplit = RunResult["item"]["split"];

export type TraceFilter = {
  /** In the name, at the beginning of an id, or in what the run was given and answered; "" finds all. */
  readonly text: string;
  readonly hasErrors: boolean;
  /** Of items that the run was scored for and got wrong. */
  readonly isWrong?: boolean;
  /** Of items of this split. */
  readonly split?: OpenSplit | undefined;
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

const from = (join: string): string => `FROM trace LEFT JOIN run ON run.id = trace.run ${join}
  WHERE coalesce(run.is_sealed, 0) = 0
    AND (@errors = 0 OR trace.errors > 0)
    AND (@text = '' OR trace.id LIKE @start OR run.id LIKE @start
         OR trace.name LIKE @within ESCAPE '\\'
         OR run.input LIKE @within ESCAPE '\\' OR run.output LIKE @within ESCAPE '\\')`;

/** The filters that look at results. Without them a count goes without the tables of scores and items. */
const RESULTS = `${from(JOIN_ITEM)}
    AND (@wrong = 0 OR (score.is_correct = 0 AND item.id IS NOT NULL))
    AND (@split = '' OR item.split = @split)`;

/** Traces beside what their runs were about: the one query that reads both tables. Those of sealed runs are left out. */
export function createTraceSearch(db: Db) {
  const page = db.prepare(
    `SELECT trace.*, run.input, run.input_tokens + run.output_tokens AS tokens, run.closure,
            item.dataset, item.id AS item, item.split, score.value AS score, score.is_correct
     ${RESULTS} ORDER BY trace.started_at DESC, trace.id DESC LIMIT @limit`,
  );
  const countAll = db.prepare(`SELECT count(*) ${from("")}`).pluck();
  const countResults = db.prepare(`SELECT count(*) ${RESULTS}`).pluck();
  return {
    /** The newest `limit` that match, and how many match in all. */
    find: (filter: TraceFilter, limit: number): { total: number; traces: readonly FoundTrace[] } => {
      const bound = toParameters(filter);
      const count = filter.isWrong === true || filter.split !== undefined ? countResults : countAll;
      return {
        total: count.get(bound) as number,
        traces: (page.all({ ...bound, limit }) as FoundRow[]).map(toFound),
      };
    },
  };
}

function toParameters({ text, hasErrors, isWrong = false, split }: TraceFilter) {
  // Inputs are kept as JSON text, so what is looked for is spelt as it is spelt there.
  const spelt = JSON.stringify(text).slice(1, -1);
  return {
    text,
    errors: hasErrors ? 1 : 0,
    wrong: isWrong ? 1 : 0,
    split: split ?? "",
    within: `%${spelt.replaceAll(/[\\%_]/g, "\\$&")}%`,
    start: /^[0-9a-f]{4,}$/i.test(text) ? `${text}%` : "",
  };
}

function toFound(row: FoundRow): FoundTrace {
  const { id, name, started_at: startedAt, duration_ms: durationMs, spans, errors, run } = row;
  return {
    id,
    name,
    startedAt,
    durationMs,
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
