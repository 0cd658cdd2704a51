import type { SessionDocument } from "#core/contract/sessions.ts";

/** All calls that a session made: those that it counts, and those for runs that it did not take. */
export function callsOf({ spend }: Pick<SessionDocument, "spend">): number {
  return spend.calls + (spend.beyond?.calls ?? 0);
}
