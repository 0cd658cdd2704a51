import { readEvent, type KnownEvent, type NewEvent, type StoredEvent } from "#core/domain/events/event.ts";
import type { EventType } from "#core/domain/events/event-types.ts";
import { AppError } from "#core/base/app-error.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

type EventRow = {
  readonly seq: number;
  readonly session: string | null;
  readonly at: number;
  /** As it was written, by whichever program. */
  readonly type: string;
  readonly body: string;
};

/** The durable events, in one order over the whole workspace. The only code that knows the `event` table. */
export function createEvents(db: Db) {
  const insert = createSealedInsert(db, "event");
  const after = db.prepare("SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?");
  const afterInSession = db.prepare("SELECT * FROM event WHERE seq > ? AND session = ? ORDER BY seq LIMIT ?");
  const timesOf = db.prepare("SELECT at FROM event WHERE session = ? AND type = ? ORDER BY seq").pluck();
  const ofWorkspace = db.prepare("SELECT * FROM event WHERE session IS NULL AND type = ? ORDER BY seq");
  const last = db.prepare("SELECT coalesce(max(seq), 0) FROM event").pluck();
  const before = db.prepare("SELECT coalesce(max(seq), 0) FROM event WHERE seq <= ?").pluck();
  const beforeInSession = db
    .prepare("SELECT coalesce(max(seq), 0) FROM event WHERE seq <= ? AND session = ?")
    .pluck();

  return {
    /**
     * Part of the transaction that changes the state of which it tells. Numbers have no gap: this is the only
     * place that gives one [T7].
     */
    append: ({ session, at, type, body }: NewEvent): number => {
      const seq = (last.get() as number) + 1;
      insert({ seq, session, at, type, body: JSON.stringify(body) });
      return seq;
    },
    /** Events later than `seq`, oldest first, of one session or (null) of the workspace. */
    after: (seq: number, session: string | null, limit: number): readonly StoredEvent[] => {
      const rows = session === null ? after.all(seq, limit) : afterInSession.all(seq, session, limit);
      return (rows as EventRow[]).map(toEvent);
    },
    /** When those of one sort happened in a session, oldest first: whatever they say, they did. */
    timesOf: (session: string, type: EventType): readonly number[] => timesOf.all(session, type) as number[],
    /** Those of one sort that belong to no session, oldest first. Throws workspace-damaged where one cannot be read. */
    ofWorkspace: <T extends EventType>(type: T): readonly KnownEvent<T>[] =>
      (ofWorkspace.all(type) as EventRow[]).map((row) => {
        const event = toEvent(row);
        if (event.type === "unknown") throw unreadable(row);
        return event as KnownEvent<T>; // The rows were chosen by that type.
      }),
    last: (): number => last.get() as number,
    /** The newest event at or before `seq` in a stream; 0 when there is none. */
    lastBefore: (seq: number, session: string | null): number =>
      (session === null ? before.get(seq) : beforeInSession.get(seq, session)) as number,
  };
}

function toEvent({ seq, session, at, type, body }: EventRow): StoredEvent {
  return readEvent({ seq, session, at }, type, parseStored(body));
}

function unreadable({ seq, type }: EventRow): AppError {
  return new AppError(
    "workspace-damaged",
    `Event ${seq} (${type}) does not have the form in which this program writes it.`,
  );
}
