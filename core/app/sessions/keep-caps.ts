import type { CapChanges, Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";
import { changeCaps } from "./session-config.ts";

/** The session under caps of which some are different. */
export function withCaps(session: Session, changes: CapChanges): Session {
  const { config } = session;
  return { ...session, config: { ...config, caps: changeCaps(config.caps, changes) } };
}

/** The same, written down: the session goes on under these caps from now on. */
export function keepCaps(store: Store, session: Session, changes: CapChanges): Session {
  if (Object.keys(changes).length === 0) return session;
  const changed = withCaps(session, changes);
  store.durable(() => store.sessions.save(changed));
  return changed;
}
