import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

const ORIGIN = "origin";

/** Where its model was first asked, for documents that are read without the settings. */
export function keepOrigin(store: Store, { id }: Session, origin: string | null): void {
  if (store.sessions.noted(id, ORIGIN) === undefined)
    store.durable(() => store.sessions.note(id, ORIGIN, origin));
}

/** As it was kept; null where nothing was, or where its model answers in this process. */
export function readOrigin(store: Store, { id }: Session): string | null {
  const origin = store.sessions.noted(id, ORIGIN);
  return typeof origin === "string" ? origin : null;
}
