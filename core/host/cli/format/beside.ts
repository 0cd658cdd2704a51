import type { SessionDocument } from "#core/contract/sessions.ts";

const STANDS = {
  running: "runs",
  waiting: "waits for a decision",
  paused: "is paused",
  interrupted: "was interrupted",
  stopped: "stopped",
} as const satisfies Record<SessionDocument["state"], string>;

/** The other sessions of its branch that may go on, each with the ways out [S21]. */
export function formatBeside({ branch, beside }: SessionDocument): readonly string[] {
  return beside.map(
    ({ session, state }) =>
      `session ${session} ${STANDS[state]} on ${branch}, too: \`session resume ${session}\` or \`session stop ${session}\`. What one of them has approved makes proposals of the other stale.`,
  );
}
