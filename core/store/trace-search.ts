import type { Db } from "./db.ts";

export type TraceFilter = {
  /** In the name, at the beginning of an id, or in what the run was given and answered; "" finds all. */
  readonly text: string;
  readonly hasErrors: boolean;
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
  } | null;
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
};

const FROM = `FROM trace LEFT JOIN run ON run.id = trace.run
  WHERE coalesce(run.is_sealed, 0) = 0
    AND (@errors = 0 OR trace.errors > 0)
    AND (@text = '' OR trace.id LIKE @start OR run.id LIKE @start
         OR trace.name LIKE @within ESCAPE '\\'
         OR run.input LIKE @within ESCAPE '\\' OR run.output LIKE @within ESCAPE '\\')`;

/** Traces beside what their runs were about: the one query that reads both tables. Those of sealed runs are left out. */
export function createTraceSearch(db: Db) {
  const page = db.prepare(
    `SELECT trace.*, run.input, run.input_tokens + run.output_tokens AS tokens ${FROM}
     ORDER BY trace.started_at DESC, trace.id DESC LIMIT @limit`,
  );
  const count = db.prepare(`SELECT count(*) ${FROM}`).pluck();
  return {
    /** The newest `limit` that match, and how many match in all. */
    find: (filter: TraceFilter, limit: number): { total: number; traces: readonly FoundTrace[] } => {
      const bound = toParameters(filter);
      return {
        total: count.get(bound) as number,
        traces: (page.all({ ...bound, limit }) as FoundRow[]).map(toFound),
      };
    },
  };
}

function toParameters({ text, hasErrors }: TraceFilter) {
  // Inputs are kept as JSON text, so what is looked for is spelt as it is spelt there.
  const spelt = JSON.stringify(text).slice(1, -1);
  return {
    text,
    errors: hasErrors ? 1 : 0,
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
      run === null || row.input === null
        ? null
        : {
            id: run,
            input: JSON.parse(row.input) as NonNullable<FoundTrace["run"]>["input"],
            tokens: row.tokens ?? 0,
          },
  };
}
