import type { Session } from "./session.ts";

/**
 * So long a session that waited for a decision still waits after it, in milliseconds: the time to take it back [W5].
 */
export const GRACE_MS = 10_000;

/** A session as it is shown: one whose process died is interrupted there. */
type Subject = { readonly state: Session["state"] | "interrupted"; readonly iteration: number };

type Candidate = {
  readonly id: string;
  readonly iteration: number;
  readonly status: string;
  readonly verdict: string | null;
};

/** The proposal that a waiting session waits for; null where it waits for nothing any more. */
export function findHoldUp({ state, iteration }: Subject, proposals: readonly Candidate[]): string | null {
  if (state !== "waiting") return null;
  const holdUp = proposals.find(
    (each) => each.iteration === iteration && each.status === "waiting" && each.verdict === "accept",
  );
  return holdUp?.id ?? null;
}

/** Whether nobody has to decide any more before a waiting session can go on. */
export function isUnblocked(session: Subject, proposals: readonly Candidate[]): boolean {
  return session.state === "waiting" && findHoldUp(session, proposals) === null;
}
