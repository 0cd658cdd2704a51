import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { carryOver } from "#core/proposals/carry-over.ts";
import { getProposal, moveProposal } from "#core/proposals/decide.ts";
import type { Store } from "#core/store/store.ts";
import { countAccepted } from "./count-accepted.ts";
import { findAnswer } from "./journal-answer.ts";
import { soughtSchema, type Sought } from "./optimizers/optimizer.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

/** What a candidate begins with when its turn comes. */
const turnSchema = z.object({
  /** Itself, or the same change of the head in its place; or why there is none any more. */
  candidate: soughtSchema,
  /** Proposals of the session committed by then: the key of its rollout seeds. */
  accepted: z.int(),
});
export type Turn = Readonly<z.infer<typeof turnSchema>>;

type Waiting = { readonly iteration: number; readonly place: number; readonly proposal: string };

function turnStep({ iteration, place }: Pick<Waiting, "iteration" | "place">) {
  return { iteration, operator: "assess", part: "turn", candidate: place, answer: turnSchema } as const;
}

/**
 * What a later candidate of an iteration is when its turn comes. Where the head has moved since it was made, as a rule by
 * the commit of one before it, evidence about its old base would approve nothing: it is carried over to the head, and
 * given up unmeasured where its change does not fit there. A step of the journal [A17].
 */
export async function bringToHead(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, place, proposal }: Waiting,
): Promise<Turn> {
  const { store } = context.line;
  return journal.note({
    ...turnStep({ iteration, place }),
    keep: () => ({
      candidate: rebase(context, getProposal(store, proposal)),
      accepted: countAccepted(store, context.session.id),
    }),
  });
}

/** What it began with, if its turn came; the first one has none. Throws journal-unreadable. */
export function turnOf(
  store: Store,
  session: string,
  place: Pick<Waiting, "iteration" | "place">,
): Turn | undefined {
  return findAnswer(store, session, turnStep(place));
}

/** One that a person decided about before its turn is left as it is. */
function rebase({ line: { store, clock, countTokens } }: SessionContext, proposal: Proposal): Sought {
  if (proposal.status !== "draft" || proposal.base === store.refs.headOf(proposal.branch)) {
    return { kind: "candidate", proposal: proposal.id };
  }
  const at = clock.now();
  try {
    return { kind: "candidate", proposal: carryOver(proposal, { store, at, countTokens }).id };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    moveProposal(store, proposal, { to: "failed", at });
    return { kind: "no-candidate", reason: error.message };
  }
}
