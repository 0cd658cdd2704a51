import type { Clock } from "#core/base/clock.ts";
import { isOver, type Session } from "#core/domain/session.ts";
import { putBackLeftovers } from "#core/proposals/put-back.ts";
import type { Store } from "#core/store/store.ts";

/**
 * When a workspace is opened nobody is assessing anything. What a process that died left in `assessing` is put back,
 * unless a loop that may go on takes it up by itself: one that waits for a decision, or is over, does not.
 */
export function settleCrashed(store: Store, clock: Clock): void {
  const isPastAssessing = (session: Session): boolean => session.state === "waiting" || isOver(session);
  for (const session of store.sessions.list().filter(isPastAssessing)) {
    store.durable(() => {
      putBackLeftovers(store, session.id, clock.now());
    });
  }
}
