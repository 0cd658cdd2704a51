import type { SessionConfig } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";
import { addSession, newSession } from "./new-session.ts";

const STOPPED = { by: "user", detail: "It only measures what people propose by hand." } as const;

/**
 * A session that never ran and never will: it gives a person's own proposals a gate, a place among tests, and a bill.
 * Part of a durable transaction of the caller's; answers with its id.
 */
export function openIdleSession(store: Store, config: SessionConfig, at: number): string {
  const session = { ...newSession(store, config, at), state: "stopped", stopped: STOPPED } as const;
  addSession(store, session);
  store.events.append({
    session: session.id,
    at,
    type: "session-state",
    body: { state: session.state, ...STOPPED },
  });
  return session.id;
}
