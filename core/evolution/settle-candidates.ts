import { bringToHead, type Turn } from "./bring-to-head.ts";
import { assessCandidate } from "./candidate.ts";
import { decide, decideStep } from "./operators/decide.ts";
import type { Sought } from "./optimizers/optimizer.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";
import { tellNoCandidate } from "./tell-no-candidate.ts";

export type Settling = {
  readonly iteration: number;
  /** Proposals of the session committed when the iteration began. */
  readonly accepted: number;
  readonly candidates: readonly Sought[];
};

/**
 * Assesses and settles the candidates of an iteration in the order in which they were filed, each on the head as it is
 * when its turn comes, and says why those are missing that could not be made. Returns how many the
 * session committed [A17].
 */
export async function settleCandidates(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, accepted, candidates }: Settling,
): Promise<number> {
  let [filed, absent, committed] = [0, 0, 0];
  for (const sought of candidates) {
    if (sought.kind === "candidate") filed += 1;
    const place = filed;
    const turn = await takeTurn(context, journal, { iteration, place, accepted, sought });
    if (turn.candidate.kind === "no-candidate") {
      absent += 1;
      await tellNoCandidate(journal, { iteration, place: absent, reason: turn.candidate.reason });
      continue;
    }
    const own = { iteration, place, accepted: turn.accepted, proposal: turn.candidate.proposal };
    await assessCandidate(context, journal, own);
    if (await settle(context, journal, own)) committed += 1;
  }
  return committed;
}

type Taking = Pick<Settling, "iteration" | "accepted"> & { readonly place: number; readonly sought: Sought };

/** The first begins where the iteration began. */
async function takeTurn(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, place, accepted, sought }: Taking,
): Promise<Turn> {
  if (sought.kind === "no-candidate" || place === 1) return { candidate: sought, accepted };
  return bringToHead(context, journal, { iteration, place, proposal: sought.proposal });
}

type Assessed = {
  readonly iteration: number;
  readonly place: number;
  readonly accepted: number;
  readonly proposal: string;
};

/** Returns whether the session committed it, or another in its place. */
async function settle(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, place, accepted, proposal }: Assessed,
): Promise<boolean> {
  const decided = await journal.step({
    ...decideStep({ iteration, place }),
    keep: () => decide(context, { proposal, iteration, place, accepted }),
    tell: ({ entry }) => ({ proposal, decision: entry.decision, rule: entry.rule }),
  });
  return decided.isCommitted;
}
