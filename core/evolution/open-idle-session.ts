import type { Store } from "#core/store/store.ts";
import { addSession, newSession, type SessionRequest } from "./new-session.ts";

const STOPPED = { by: "user", detail: "It only measures what people propose by hand." } as const;

/**
 * A session that never ran and never will: it gives a person's own proposals a gate, a place among tests, and a bill.
 * Part of a durable transaction of the caller's; answers with its id.
 */
export function openIdleSession(store: Store, request: SessionRequest): string {
  const { at } = request;
  const session = { ...newSession(store, request), state: "stopped", stopped: STOPPED } as const;
  addSession(store, session);
  store.events.append({
    session: session.id,
    at,
    type: "session-state",
    body: { state: session.state, ...STOPPED },
  });
  return session.id;
}
