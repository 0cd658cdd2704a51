import type { Hypothesis } from "#core/domain/proposal.ts";
import { changesOf } from "#core/proposals/create-proposal.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { fileCandidate } from "./candidate.ts";
import { findRepeat } from "./find-repeat.ts";
import { overlay, type Improvement } from "./operators/improve.ts";
import { soughtSchema, type Sought } from "./optimizers/optimizer.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

export type Filing = {
  readonly iteration: number;
  /** The commit that the values are for. */
  readonly base: string;
  readonly improvement: Improvement;
  /** What it rests on. */
  readonly hypotheses: readonly Hypothesis[];
  /** Which of the iteration's candidates it is, from 1. */
  readonly place?: number;
};

/**
 * Files new values as a draft of the session's optimizer, or says why there is none: a step of the journal. A change that
 * was tried before is none, and one that is nearly like another says so with its event.
 */
export async function fileImprovement(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, base, improvement, hypotheses, place = 1 }: Filing,
): Promise<Sought> {
  const { store } = context.line;
  const candidate = overlay(context, viewAtCommit(store, base), improvement);
  if (!candidate.ok) return { kind: "no-candidate", reason: candidate.error };
  return journal.note({
    iteration,
    operator: "improve",
    part: "file",
    candidate: place,
    answer: soughtSchema,
    keep: () => {
      const changes = changesOf(store, base, candidate.value);
      if (changes.length === 0) return { kind: "no-candidate", reason: "The edit changes nothing." };
      const repeat = findRepeat(context, changes);
      if ("refused" in repeat) return { kind: "no-candidate", reason: repeat.refused };
      const { proposal } = fileCandidate(context, {
        ...{ iteration, base, hypotheses },
        candidate: candidate.value,
        summary: improvement.summary,
        author: { kind: "optimizer", name: context.session.config.optimizer.type },
        ...(repeat.near === null ? {} : { near: repeat.near }),
      });
      return { kind: "candidate", proposal };
    },
  });
}
