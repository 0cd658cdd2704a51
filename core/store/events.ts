import type { JsonObject } from "#core/base/json.ts";
import type { EventType, StoredEvent } from "#core/domain/event.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

type EventRow = Omit<StoredEvent, "body"> & { readonly body: string };

/** The durable events, in one order over the whole workspace. The only code that knows the `event` table. */
export function createEvents(db: Db) {
  const insert = db.prepare("INSERT INTO event (session, at, type, body) VALUES (?, ?, ?, ?)");
  const seal = createSeal(db, "event");
  const after = db.prepare("SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?");
  const afterInSession = db.prepare("SELECT * FROM event WHERE seq > ? AND session = ? ORDER BY seq LIMIT ?");
  const ofType = db.prepare("SELECT * FROM event WHERE session = ? AND type = ? ORDER BY seq");
  const ofWorkspace = db.prepare("SELECT * FROM event WHERE session IS NULL AND type = ? ORDER BY seq");
  const last = db.prepare("SELECT coalesce(max(seq), 0) FROM event").pluck();
  const before = db.prepare("SELECT coalesce(max(seq), 0) FROM event WHERE seq <= ?").pluck();
  const beforeInSession = db
    .prepare("SELECT coalesce(max(seq), 0) FROM event WHERE seq <= ? AND session = ?")
    .pluck();

  return {
    /** Part of the transaction that changes the state of which it tells. */
    append: (event: {
      readonly session: string | null;
      readonly at: number;
      readonly type: EventType;
      readonly body: JsonObject;
    }): number => {
      const { session, at, type, body } = event;
      const seq = Number(insert.run(session, at, type, JSON.stringify(body)).lastInsertRowid);
      seal(seq);
      return seq;
    },
    /** Events later than `seq`, oldest first, of one session or (null) of the workspace. */
    after: (seq: number, session: string | null, limit: number): readonly StoredEvent[] => {
      const rows = session === null ? after.all(seq, limit) : afterInSession.all(seq, session, limit);
      return (rows as EventRow[]).map(toEvent);
    },
    /** Those of one sort in a session, oldest first. */
    ofType: (session: string, type: EventType): readonly StoredEvent[] =>
      (ofType.all(session, type) as EventRow[]).map(toEvent),
    /** Those of one sort that belong to no session, oldest first. */
    ofWorkspace: (type: EventType): readonly StoredEvent[] =>
      (ofWorkspace.all(type) as EventRow[]).map(toEvent),
    last: (): number => last.get() as number,
    /** The newest event at or before `seq` in a stream; 0 when there is none. */
    lastBefore: (seq: number, session: string | null): number =>
      (session === null ? before.get(seq) : beforeInSession.get(seq, session)) as number,
  };
}

function toEvent({ seq, session, at, type, body }: EventRow): StoredEvent {
  return { seq, session, at, type, body: parseStored(body) as JsonObject };
}
