import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Session } from "#core/domain/session.ts";

/** A session whose row says running while nobody runs it was cut off; it goes on only when asked. */
export function stateOf(session: Pick<Session, "state">, isRunning: boolean): SessionDocument["state"] {
  return session.state === "running" && !isRunning ? "interrupted" : session.state;
}
