import type { Session, SessionConfig } from "#core/domain/session.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Store } from "#core/store/store.ts";

/** A session from the present head that has not done anything yet, and is not written down. */
export function newSession(store: Store, config: SessionConfig, at: number): Session {
  return {
    id: store.sessions.nextId(),
    config,
    state: "running",
    stopped: null,
    iteration: 0,
    operator: null,
    startCommit: store.refs.head(),
    startedAt: at,
    updatedAt: at,
    elapsedMs: 0,
    spend: NO_SPEND,
  };
}

/** Writes it down and tells the world. Part of a durable transaction of the caller's. */
export function addSession(store: Store, session: Session): void {
  const { agent, dataset, optimizer, seed } = session.config;
  store.sessions.add(session);
  store.events.append({
    session: session.id,
    at: session.startedAt,
    type: "session-started",
    body: { agent, dataset, optimizer: optimizer.type, seed },
  });
}
