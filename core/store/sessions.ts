import type { Json } from "#core/base/json.ts";
import { upgradeStored } from "#core/domain/optimizers/upgrade.ts";
import {
  spendOfSession,
  type Operator,
  type Session,
  type SessionConfig,
  type SessionState,
  type StopReason,
  type SessionSpend,
} from "#core/domain/session.ts";
import { toSoundSpend, type Spend } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

type SessionRow = {
  readonly id: string;
  readonly config: string;
  readonly state: SessionState;
  readonly stopped_by: StopReason | null;
  readonly stopped_detail: string | null;
  readonly iteration: number;
  readonly operator: Operator | null;
  readonly branch: string;
  readonly start_commit: string;
  readonly started_at: number;
  readonly updated_at: number;
  readonly elapsed_ms: number;
  readonly spend: string;
};

/** The only code that knows the `session` and `journal` tables. */
export function createSessions(db: Db) {
  const insert = db.prepare(
    `INSERT INTO session (id, config, state, stopped_by, stopped_detail, iteration, operator, branch, start_commit,
                          started_at, updated_at, elapsed_ms, spend, hints)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')`,
  );
  const update = db.prepare(
    `UPDATE session SET config = ?, state = ?, stopped_by = ?, stopped_detail = ?, iteration = ?, operator = ?,
                        updated_at = ?, elapsed_ms = ?, spend = ? WHERE id = ?`,
  );
  const updateSpent = db.prepare("UPDATE session SET spend = ?, elapsed_ms = ? WHERE id = ?");
  const seal = createSeal(db, "session");
  const sealNote = createSeal(db, "journal");
  const select = db.prepare("SELECT * FROM session WHERE id = ?");
  const all = db.prepare("SELECT * FROM session ORDER BY CAST(id AS INTEGER) DESC");
  const openOn = db.prepare(
    "SELECT * FROM session WHERE branch = ? AND state <> 'stopped' ORDER BY CAST(id AS INTEGER)",
  );
  const count = db.prepare("SELECT count(*) FROM session").pluck();
  const hints = db.prepare("SELECT hints FROM session WHERE id = ?").pluck();
  const setHints = db.prepare("UPDATE session SET hints = ? WHERE id = ?");
  const note = db.prepare("INSERT INTO journal (session, path, output) VALUES (?, ?, ?)");
  const noted = db.prepare("SELECT output FROM journal WHERE session = ? AND path = ?").pluck();

  const readHints = (id: string): readonly string[] =>
    parseStored((hints.get(id) as string | undefined) ?? "[]") as string[];
  return {
    /** The id that the next session gets: they are numbered from 1. */
    nextId: (): string => String((count.get() as number) + 1),
    add: (session: Session): void => {
      const { id, config, branch, startCommit, startedAt } = session;
      const [state, by, detail, iteration, operator, updatedAt, elapsedMs, spend] = progressOf(session);
      insert.run(
        id,
        JSON.stringify(config),
        state,
        by,
        detail,
        iteration,
        operator,
        branch,
        startCommit,
        startedAt,
        updatedAt,
        elapsedMs,
        spend,
      );
      seal(id);
    },
    /** Config too: a resume may raise caps. */
    save: (session: Session): void => {
      update.run(JSON.stringify(session.config), ...progressOf(session), session.id);
      seal(session.id);
    },
    /** Part of the transaction that keeps a call's answer. */
    saveSpent: (id: string, spent: SessionSpend, elapsedMs: number): void => {
      updateSpent.run(toSpendColumn(spent), elapsedMs, id);
      seal(id);
    },
    find: (id: string): Session | null => {
      const row = select.get(id) as SessionRow | undefined;
      return row === undefined ? null : toSession(row);
    },
    list: (): readonly Session[] => (all.all() as SessionRow[]).map(toSession),
    /** Those of a branch that have not come to an end: that run, wait, or are paused or cut off. */
    openOn: (branch: string): readonly Session[] => (openOn.all(branch) as SessionRow[]).map(toSession),
    hints: readHints,
    addHint: (id: string, text: string): void => {
      setHints.run(JSON.stringify([...readHints(id), text]), id);
      seal(id);
    },
    /** Keeps what a finished step answered. Part of a durable transaction with whatever else the step changed. */
    note: (session: string, path: string, output: unknown): void => {
      note.run(session, path, JSON.stringify(output));
      sealNote(session, path);
    },
    /** The answer of a step that finished before, or undefined. */
    noted: (session: string, path: string): unknown => {
      const output = noted.get(session, path) as string | undefined;
      return output === undefined ? undefined : parseStored(output);
    },
  };
}

function progressOf(session: Session) {
  const { state, stopped, iteration, operator, updatedAt, elapsedMs } = session;
  return [
    state,
    stopped?.by ?? null,
    stopped?.detail ?? null,
    iteration,
    operator,
    updatedAt,
    elapsedMs,
    toSpendColumn(spendOfSession(session)),
  ] as const;
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    // Written by this store from such a config; what was otherwise in earlier versions is brought up to date.
    config: upgradeStored(parseStored(row.config) as Json) as unknown as SessionConfig,
    state: row.state,
    stopped: row.stopped_by === null ? null : { by: row.stopped_by, detail: row.stopped_detail ?? "" },
    iteration: row.iteration,
    operator: row.operator,
    branch: row.branch,
    startCommit: row.start_commit,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    elapsedMs: Math.max(0, row.elapsed_ms),
    ...fromSpendColumn(row.spend),
  };
}

type SpendColumn = Spend & Partial<Omit<SessionSpend, "spend">>;

/** What is beyond stands beside what is counted, and only where there is any: so older programs read the column, too. */
function toSpendColumn({ spend, paid, ahead }: SessionSpend): string {
  const isBeyond = ahead.length > 0 || JSON.stringify(paid) !== JSON.stringify(spend);
  return JSON.stringify({ ...spend, ...(isBeyond ? { paid, ahead } : {}) } satisfies SpendColumn);
}

function fromSpendColumn(column: string): Pick<Session, "spend" | "beyond"> {
  const { paid, ahead = [], ...spend } = parseStored(column) as SpendColumn;
  return {
    spend: toSoundSpend(spend),
    ...(paid === undefined ? {} : { beyond: { paid: toSoundSpend(paid), ahead } }),
  };
}
