import { z } from "zod";
import type { Result } from "#core/base/result.ts";
import {
  describeChip,
  describeStatus,
  type DecisionRecord,
  type Hypothesis,
  type Proposal,
} from "#core/domain/proposal.ts";
import { fileCandidate } from "#core/evolution/candidate.ts";
import { act, actOnAll, actStep, type Look, type Observation } from "#core/evolution/operators/act.ts";
import { improve, improveAnswer, overlay, type Improvement } from "#core/evolution/operators/improve.ts";
import {
  learnableVariables,
  reflect,
  reflectAnswer,
  type RejectedSummary,
} from "#core/evolution/operators/reflect.ts";
import { select } from "#core/evolution/operators/select.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { SessionJournal } from "#core/evolution/session-journal.ts";
import { changeHash, changesOf } from "#core/proposals/create-proposal.ts";
import { findNearDuplicate, NEARLY_THE_SAME } from "#core/proposals/near-duplicate.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";

/** What an iteration of an optimizer came to. */
export type Search =
  | { readonly kind: "candidate"; readonly proposal: string }
  /** Nothing in the traces of all train items is left to explain. */
  | { readonly kind: "nothing-left"; readonly items: number; readonly correct: number }
  /** The optimizer could not make a candidate; the reason is for people. */
  | { readonly kind: "no-candidate"; readonly reason: string };

export type SearchRequest = {
  readonly iteration: number;
  /** The head that this iteration starts from. */
  readonly base: string;
  readonly accepted: number;
};

const AUTHOR = { kind: "optimizer", name: "reflection" } as const;

/**
 * The reflection optimizer: act on a minibatch of train items, reflect over failing and passing traces, select, and
 * improve the variables. Each operator is a step of the journal.
 */
export async function searchByReflection(
  context: SessionContext,
  journal: SessionJournal,
  request: SearchRequest,
): Promise<Search> {
  const { iteration, base, accepted } = request;
  const { store } = context.line;
  const view = viewAtCommit(store, base);
  const rejected = rejectedSummaries(context);
  const most = hypothesesWanted(context);
  const near = { iteration, view, accepted, rejected, most };
  const first = await lookAt(context, journal, { ...near, part: "minibatch" });
  const isExplained = first.hypotheses.ok && first.hypotheses.value.length === 0;
  const { hypotheses, items, correct } = isExplained
    ? await lookAt(context, journal, { ...near, part: "all" })
    : first;
  if (!hypotheses.ok) return { kind: "no-candidate", reason: hypotheses.error };
  if (hypotheses.value.length === 0) return { kind: "nothing-left", items, correct };
  const { agent } = context.session.config;
  const edits = select({ hypotheses: hypotheses.value, learnable: learnableVariables(view, agent), most });
  if (edits.length === 0)
    return { kind: "no-candidate", reason: "No hypothesis is about a learnable variable." };
  const improvement = await journal.step({
    iteration,
    operator: "improve",
    answer: improveAnswer,
    run: async () => improve(context, { view, iteration, edits, rejected }),
    tell: (reply) => ({ summary: reply.ok ? reply.value.summary : "" }),
  });
  if (!improvement.ok) return { kind: "no-candidate", reason: improvement.error };
  return file(context, journal, { ...request, improvement: improvement.value, edits });
}

type Looking = {
  readonly iteration: number;
  readonly view: ResourceView;
  readonly accepted: number;
  readonly rejected: readonly RejectedSummary[];
  readonly most: number;
  readonly part: Look;
};

type Sight = {
  readonly items: number;
  readonly correct: number;
  readonly hypotheses: Result<readonly Hypothesis[], string>;
};

/** Acts on some train items and reflects over what came of it. */
async function lookAt(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, view, accepted, rejected, most, part }: Looking,
): Promise<Sight> {
  const observations = await journal.step({
    ...actStep({ iteration, look: part }),
    run: async () => (part === "all" ? actOnAll : act)(context, { view, iteration, accepted }),
    tell: (seen) => countRight(seen),
  });
  const hints = context.line.store.sessions.hints(context.session.id);
  const hypotheses = await journal.step({
    iteration,
    operator: "reflect",
    part,
    answer: reflectAnswer,
    run: async () => reflect(context, { view, iteration, part, observations, rejected, hints, most }),
    tell: (reply) => ({ hypotheses: reply.ok ? reply.value.map(({ cause }) => cause) : [] }),
  });
  return { ...countRight(observations), hypotheses };
}

function countRight(seen: readonly Observation[]): Pick<Sight, "items" | "correct"> {
  return { items: seen.length, correct: seen.filter(({ isCorrect }) => isCorrect).length };
}

type Filing = SearchRequest & {
  readonly improvement: Improvement;
  readonly edits: ReturnType<typeof select>;
};

const filedAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("candidate"), proposal: z.string() }),
  z.object({ kind: z.literal("no-candidate"), reason: z.string() }),
]);

async function file(context: SessionContext, journal: SessionJournal, request: Filing): Promise<Search> {
  const { iteration, base, improvement, edits } = request;
  const view = viewAtCommit(context.line.store, base);
  const candidate = overlay(context, view, improvement);
  if (!candidate.ok) return { kind: "no-candidate", reason: candidate.error };
  return journal.note({
    iteration,
    operator: "improve",
    part: "file",
    answer: filedAnswer,
    keep: () => {
      const changes = changesOf(context.line.store, base, candidate.value);
      if (changes.length === 0) return { kind: "no-candidate", reason: "The edit changes nothing." };
      const twin = findTwin(context, changeHash(changes));
      if (twin !== null) {
        return { kind: "no-candidate", reason: `Proposal ${twin} was the same change, and did not make it.` };
      }
      const near = findNear(context, changes);
      if (near !== null && context.session.config.nearDuplicates?.action === "skip") {
        const status = describeStatus(near.status);
        const reason = `It is nearly the same as proposal ${near.proposal}, which is ${status}.`;
        return { kind: "no-candidate", reason };
      }
      const { proposal } = fileCandidate(context, {
        iteration,
        base,
        candidate: candidate.value,
        summary: improvement.summary,
        hypotheses: edits.flatMap((edit) => edit.hypotheses),
        author: AUTHOR,
        ...(near === null ? {} : { near }),
      });
      return { kind: "candidate", proposal };
    },
  });
}

function findNear(
  { line, session }: SessionContext,
  changes: Proposal["changes"],
): ReturnType<typeof findNearDuplicate> {
  const threshold = session.config.nearDuplicates?.threshold ?? NEARLY_THE_SAME;
  return findNearDuplicate(line.store, { id: null, changes, origin: null }, threshold);
}

/** An earlier proposal of this session that made the same change of the same versions: no money is spent on it again. */
function findTwin({ line, session }: SessionContext, hash: string): string | null {
  return line.store.proposals.ofSession(session.id).find((each) => each.changeHash === hash)?.id ?? null;
}

/**
 * This session's candidates that did not make it, with the person's words where a person refused them. One that an
 * edit of it took the place of was not refused.
 */
function rejectedSummaries(context: SessionContext): readonly RejectedSummary[] {
  const { store } = context.line;
  const isSettledAgainst = ({ status }: Proposal): boolean =>
    ["rejected", "sent-back", "refused", "waiting", "deferred"].includes(status);
  return store.proposals
    .ofSession(context.session.id)
    .filter(isSettledAgainst)
    .map(({ id, summary, hypotheses }) => {
      const decision = store.proposals.decision(id);
      return {
        summary,
        hypotheses: hypotheses.map(({ cause }) => cause),
        verdict: store.proposals.assessment(id)?.verdict ?? "unassessed",
        reason: decision === null ? "" : wordReason(decision),
      };
    });
}

function wordReason({ chips, reason }: DecisionRecord): string {
  return [...chips.map(describeChip), reason].filter((part) => part !== "").join(": ");
}

/** A person who asked for one change at a time gets one: a refusal that said so binds the session from then on. */
function hypothesesWanted({ line: { store }, session }: SessionContext): number {
  const isAskedFor = store.proposals
    .ofSession(session.id)
    .some(({ id }) => store.proposals.decision(id)?.chips.includes("one-change") === true);
  return isAskedFor ? 1 : session.config.hypotheses;
}
