import { z } from "zod";
import type { Author } from "#core/domain/author.ts";
import { verdictSchema } from "#core/domain/gate/report.ts";
import type { Assessment, Hypothesis, Proposal } from "#core/domain/proposal.ts";
import { candidateOn, createProposal } from "#core/proposals/create-proposal.ts";
import { getProposal, moveProposal } from "#core/proposals/decide.ts";
import type { NearDuplicate } from "#core/proposals/near-duplicate.ts";
import { recordAssessment } from "#core/proposals/record-assessment.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { assess, type AssessRequest, type AssessResult } from "./operators/assess.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

/** What the loop remembers of a candidate from one step to the next. */
export type Filed = { readonly proposal: string };

export type CandidateRequest = {
  readonly iteration: number;
  readonly base: string;
  readonly candidate: ResourceView;
  readonly summary: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly author: Author;
  /** What it is nearly the same as: told with its event, before anything is spent on it. */
  readonly near?: NearDuplicate;
};

/** Files a candidate of this session as a draft. Part of a step's transaction. */
export function fileCandidate(context: SessionContext, request: CandidateRequest): Filed {
  const { line, session } = context;
  const proposal = createProposal(line.store, {
    ...request,
    session: session.id,
    branch: session.branch,
    origin: null,
    at: line.clock.now(),
  });
  return { proposal: proposal.id };
}

const assessedSchema = z.object({
  proposal: z.string(),
  /** Null when it was rejected without an assessment. */
  verdict: verdictSchema.nullable(),
});
export type Assessed = Readonly<z.infer<typeof assessedSchema>>;

/**
 * Assesses a draft and puts it on the desk, or refuses it where a safety check fails: one step of the journal. What a
 * person assessed or rejected while the session did not run is left as it is.
 */
export async function assessCandidate(
  context: SessionContext,
  journal: SessionJournal,
  request: {
    readonly iteration: number;
    /** Which of the iteration's candidates it is, from 1. */
    readonly place: number;
    readonly proposal: string;
    /** Proposals of this session committed before it. */
    readonly accepted: number;
  },
): Promise<Assessed> {
  const { line } = context;
  const { iteration, place, accepted } = request;
  const proposal = getProposal(line.store, request.proposal);
  return journal.step({
    iteration,
    operator: "assess",
    candidate: place,
    answer: assessedSchema,
    run: async (): Promise<Counted | null> => {
      const { status } = getProposal(line.store, proposal.id);
      if (status !== "draft" && status !== "assessing") return null;
      line.store.durable(() => startAssessing(context, proposal));
      const base = viewAtCommit(line.store, proposal.base);
      const candidate = candidateOn(line.store, proposal, proposal.base);
      return assessNext(context, { base, candidate, iteration, accepted, proposal: proposal.id });
    },
    keep: (result) => {
      if (result !== null) return keepAssessment(context, proposal, result);
      return {
        proposal: proposal.id,
        verdict: line.store.proposals.assessment(proposal.id)?.verdict ?? null,
      };
    },
    tell: ({ verdict }) => ({ proposal: proposal.id, verdict }),
  });
}

export type Counted = AssessResult & { readonly number: number };

/** Assesses with the session's next t, whoever asked for the assessments before it [A8]. */
export async function assessNext(
  context: SessionContext,
  request: Omit<AssessRequest, "number" | "discoveries">,
): Promise<Counted> {
  const { assessments, accepts } = context.line.store.proposals.gateCounts(context.session.id);
  const number = assessments + 1;
  const result = await assess(context, { ...request, number, discoveries: accepts });
  return { ...result, number };
}

/** One left in `assessing` by a crash or a pause is taken up from there: its finished runs are on record. */
export function startAssessing(context: SessionContext, { id }: Proposal): void {
  const { store, clock } = context.line;
  const proposal = getProposal(store, id);
  if (proposal.status !== "assessing") moveProposal(store, proposal, { to: "assessing", at: clock.now() });
}

export function keepAssessment(context: SessionContext, { id }: Proposal, result: Counted): Assessed {
  const { store, clock } = context.line;
  const { items, report, invariants, baselineClosure, candidateClosure, tokenChange, spend, number } = result;
  const proposal = getProposal(store, id);
  const at = clock.now();
  const { dataset } = context;
  const assessment: Assessment = {
    id: `${id}.${store.proposals.countOfProposal(id) + 1}`,
    proposal: id,
    number,
    report,
    verdict: report.verdict,
    invariants,
    dataset: dataset.name,
    datasetHash: dataset.hash,
    baselineClosure,
    candidateClosure,
    tokenChange,
    spend,
    at,
  };
  recordAssessment(store, assessment, items);
  const isSafe = invariants.every(({ holds }) => holds);
  moveProposal(store, proposal, { to: isSafe ? "waiting" : "refused", at });
  store.events.append({
    session: proposal.session,
    at,
    type: "assessment-finished",
    body: {
      proposal: id,
      verdict: report.verdict,
      reason: report.reason,
      effect: report.effect,
      n: report.units,
    },
  });
  return { proposal: id, verdict: report.verdict };
}
