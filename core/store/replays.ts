import type { ReplayReport, ReplayTools } from "#core/domain/replay.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

/** A run that was played again, and what came of it. */
export type Replay = {
  readonly id: string;
  /** The run that was recorded. */
  readonly run: string;
  /** The replay's own. */
  readonly trace: string;
  readonly tools: ReplayTools;
  readonly at: number;
  readonly report: ReplayReport;
};

type ReplayRow = Omit<Replay, "report"> & { readonly report: string };

/** The only code that knows the table `replay`. Append-only. */
export function createReplays(db: Db) {
  const insert = createSealedInsert(db, "replay");
  const columns = "id, run, trace, tools, at, report";
  const ofRun = db.prepare(`SELECT ${columns} FROM replay WHERE run = ? ORDER BY at DESC, id LIMIT ?`);
  const ofTrace = db.prepare(`SELECT ${columns} FROM replay WHERE trace = ?`);
  const playable = db
    .prepare(
      `SELECT run.id FROM run JOIN tape ON tape.run = run.id
       WHERE run.is_sealed = 0 AND run.started_at >= ? ORDER BY run.seq DESC LIMIT ?`,
    )
    .pluck();
  return {
    /** Part of the transaction that keeps its trace. */
    append: ({ report, ...replay }: Replay): void => insert({ ...replay, report: JSON.stringify(report) }),
    /** Newest first. */
    ofRun: (run: string, limit: number): readonly Replay[] =>
      (ofRun.all(run, limit) as ReplayRow[]).map(toReplay),
    /** The replay that a trace is of; null for one that is of none. */
    ofTrace: (trace: string): Replay | null => {
      const row = ofTrace.get(trace) as ReplayRow | undefined;
      return row === undefined ? null : toReplay(row);
    },
    /** Runs that have a tape, begun at that time or later, newest first. */
    playable: (since: number, limit: number): readonly string[] => playable.all(since, limit) as string[],
  };
}

function toReplay({ report, ...row }: ReplayRow): Replay {
  return { ...row, report: parseStored(report) as ReplayReport };
}
