import { AppError } from "#core/base/app-error.ts";
import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

/** The session, or not-found. */
export function getSession(store: Store, id: string): Session {
  const session = store.sessions.find(id);
  if (session !== null) return session;
  throw new AppError("not-found", `There is no session ${id}.`, {
    hint: "Check its number.",
    way: "list-sessions",
  });
}
