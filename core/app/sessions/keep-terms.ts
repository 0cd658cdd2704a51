import type { CapChanges, Session, UnknownPrice } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";
import { capUseOf, refuseSpentCaps } from "#core/domain/cap-use.ts";
import { changeCaps } from "#core/domain/caps.ts";

/** What a person may change about a session that is there already. */
export type TermChanges = {
  readonly caps?: CapChanges | undefined;
  readonly unknownPrice?: UnknownPrice | undefined;
};

/**
 * The session under terms of which some are different. Throws budget-exhausted where a cap that is asked for is used up
 * already.
 */
export function withTerms(session: Session, { caps = {}, unknownPrice }: TermChanges): Session {
  const { config } = session;
  refuseSpentCaps(caps, capUseOf(session));
  const changed = { ...config, caps: changeCaps(config.caps, caps) };
  return { ...session, config: unknownPrice === undefined ? changed : { ...changed, unknownPrice } };
}

/** The same, written down: the session goes on under these terms from now on. */
export function keepTerms(store: Store, session: Session, changes: TermChanges): Session {
  if (Object.keys(changes.caps ?? {}).length === 0 && changes.unknownPrice === undefined) return session;
  const changed = withTerms(session, changes);
  store.durable(() => store.sessions.save(changed));
  return changed;
}
