import type { SessionConfig } from "#core/domain/session.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Store } from "#core/store/store.ts";

const DETAIL = "It only measures what people propose by hand.";

/**
 * A session that never ran and never will: it gives a person's own proposals a gate, a place among tests, and a bill.
 * Part of a durable transaction of the caller's; answers with its id.
 */
export function openIdleSession(store: Store, config: SessionConfig, at: number): string {
  const id = store.sessions.nextId();
  store.sessions.add({
    id,
    config,
    state: "stopped",
    stopped: { by: "user", detail: DETAIL },
    iteration: 0,
    operator: null,
    startCommit: store.refs.head(),
    startedAt: at,
    updatedAt: at,
    elapsedMs: 0,
    spend: NO_SPEND,
  });
  const { agent, dataset, optimizer, seed } = config;
  store.events.append({
    session: id,
    at,
    type: "session-started",
    body: { agent, dataset, optimizer, seed },
  });
  store.events.append({
    session: id,
    at,
    type: "session-state",
    body: { state: "stopped", by: "user", detail: DETAIL },
  });
  return id;
}
