import type { AppStore } from "./app-store.ts";
import type { Queries } from "./queries.ts";

type Parts = { readonly store: AppStore; readonly queries: Pick<Queries, "retry"> };

/** "Try again" where several answers are shown as one: reads again those that failed, of whichever its problem is. */
export function retryFailed({ store, queries }: Parts, keys: readonly string[]): void {
  const { snapshots } = store.getState();
  for (const key of keys) if (snapshots[key]?.problem !== undefined) queries.retry(key);
}
