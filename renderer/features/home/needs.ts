import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { listCapUse, type CapUse } from "./cap-use.ts";
import { NEAR_CAP } from "#renderer/ui/near-cap.ts";
import { firstDifference } from "#renderer/ui/first-difference.ts";

/** One thing that waits for the person. */
export type Need =
  | { readonly kind: "failure" | "stop"; readonly session: SessionDocument }
  | { readonly kind: "proposal" | "stale"; readonly proposal: ProposalSummaryDocument }
  | { readonly kind: "cap"; readonly session: SessionDocument; readonly use: CapUse };

/** What comes first: what is broken, what can be decided, what must be measured again, what will end soon, what ended. */
const ORDER: Readonly<Record<Need["kind"], number>> = { failure: 0, proposal: 1, stale: 2, cap: 3, stop: 4 };

/** One ordered list of everything that waits. Sessions: the newest of each agent on each branch. */
export function listNeeds(
  proposals: readonly ProposalSummaryDocument[],
  sessions: readonly SessionDocument[],
): readonly Need[] {
  const waiting = proposals.filter(({ status }) => status === "waiting");
  const needs = [
    ...waiting.map((proposal): Need => ({ kind: proposal.isStale ? "stale" : "proposal", proposal })),
    ...sessions.flatMap(sessionNeeds),
  ];
  return needs.toSorted((a, b) => firstDifference(ORDER[a.kind] - ORDER[b.kind], standing(b) - standing(a)));
}

/**
 * What a newer session of the same agent on the same branch followed is history, and needs nobody: those of two branches
 * run side by side. Sessions come newest first.
 */
export function newestOfEach<T extends Pick<SessionDocument, "agent" | "branch">>(
  sessions: readonly T[],
): readonly T[] {
  const lines = Map.groupBy(sessions, ({ agent, branch }) => JSON.stringify([agent, branch]));
  return [...lines.values()].flatMap(([newest]) => newest ?? []);
}

/** One that waits for a decision is there by its proposal, and one that goes on by itself needs nobody. */
function sessionNeeds(session: SessionDocument): readonly Need[] {
  const by = session.stopped?.by;
  if (session.state === "stopped") {
    if (by === "error") return [{ kind: "failure", session }];
    return by === "cap" || by === "stall" ? [{ kind: "stop", session }] : [];
  }
  const near = listCapUse(session)
    .filter(({ share }) => share !== null && share >= NEAR_CAP)
    .map((use): Need => ({ kind: "cap", session, use }));
  const isHeld = session.state === "paused" || session.state === "interrupted" || session.isStranded;
  return isHeld ? [{ kind: "stop", session }, ...near] : near;
}

/** Within a sort: what the gate accepts before what it does not, larger effects and fuller caps first. */
function standing(need: Need): number {
  switch (need.kind) {
    case "proposal":
    case "stale":
      return (need.proposal.verdict === "accept" ? 10 : 0) + (need.proposal.effect ?? -1);
    case "cap":
      return need.use.share ?? 0;
    case "failure":
    case "stop":
      return Date.parse(need.session.startedAt);
  }
}
