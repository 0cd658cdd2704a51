import type { Clock } from "#core/base/clock.ts";
import { putBackLeftovers } from "#core/proposals/put-back.ts";
import type { Store } from "#core/store/store.ts";

/**
 * When a workspace is opened for writing nobody is assessing anything. What a process that died left in `assessing`, or
 * an older program did at a cap or an error, is put back, which an event says [S22].
 */
export function settleCrashed(store: Store, clock: Clock): void {
  store.durable(() => {
    for (const { id } of store.sessions.list()) putBackLeftovers(store, id, clock.now());
  });
}
