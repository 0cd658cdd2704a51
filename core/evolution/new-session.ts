import type { Session, SessionConfig } from "#core/domain/session.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Store } from "#core/store/store.ts";

export type SessionRequest = {
  readonly config: SessionConfig;
  readonly branch: string;
  readonly at: number;
};

/**
 * A session from the present head of a branch that has not done anything yet, and is not written down. Throws not-found
 * where there is no such branch.
 */
export function newSession(store: Store, { config, branch, at }: SessionRequest): Session {
  return {
    id: store.sessions.nextId(),
    config,
    state: "running",
    stopped: null,
    iteration: 0,
    operator: null,
    branch,
    startCommit: store.refs.headOf(branch),
    startedAt: at,
    updatedAt: at,
    elapsedMs: 0,
    spend: NO_SPEND,
  };
}

/** Writes it down and tells the world. Part of a durable transaction of the caller's. */
export function addSession(store: Store, session: Session): void {
  const { agent, dataset, optimizer, seed } = session.config;
  const { branch } = session;
  store.sessions.add(session);
  store.events.append({
    session: session.id,
    at: session.startedAt,
    type: "session-started",
    body: { agent, dataset, optimizer: optimizer.type, seed, branch },
  });
}
