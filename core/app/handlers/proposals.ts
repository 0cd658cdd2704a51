import type { Json } from "#core/base/json.ts";
import type { ProposalDetailDocument } from "#core/contract/proposals.ts";
import { changeOf } from "#core/domain/item-change.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { overtaken } from "#core/proposals/carry-over.ts";
import { createProposal } from "#core/proposals/create-proposal.ts";
import { approveProposal, getProposal, refuseProposal, reopenProposal } from "#core/proposals/decide.ts";
import { findAlike } from "#core/proposals/near-duplicate.ts";
import { planWhole } from "#core/proposals/plan-changes.ts";
import { draftView } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { refuseEmptyCaps } from "#core/domain/caps.ts";
import { toWrite, toRead, type AppContext, type ReadingContext } from "#core/app/context.ts";
import { proposalsContract } from "#core/contract/proposals.ts";
import { createInformedCheck } from "#core/proposals/informed.ts";
import { toProposalDetail, toProposalSummary } from "#core/app/documents/proposal.ts";
import { hearUnknownPrice } from "#core/app/models/unknown-price.ts";
import { maySee } from "#core/app/traces/run-result.ts";
import { toDone } from "./history.ts";
import { branchNamed } from "./named-commit.ts";
import { refuseOwnTerms } from "./refuse-own-terms.ts";
import { proposeChange, refuseSecretMessage } from "#core/app/registry/change.ts";

const os = toWrite(proposalsContract);
const reads = toRead(proposalsContract);

export const proposalsHandlers = {
  list: reads.list.handler(({ input, context: { store } }) => {
    const isInformed = createInformedCheck(store);
    const proposals = store.proposals.list();
    const alike = findAlike(
      store,
      proposals.filter(({ status }) => status === "waiting"),
    );
    return proposals
      .filter(({ status }) => input.status === undefined || status === input.status)
      .filter(({ session }) => input.session === undefined || session === input.session)
      .filter(({ branch }) => input.branch === undefined || branch === input.branch)
      .map((proposal) => ({
        ...toProposalSummary(store, proposal, isInformed),
        alike: alike.get(proposal.id) ?? null,
      }));
  }),
  show: reads.show.handler(({ input, context }) => showDetail(context, input.id)),
  approve: os.approve.handler(({ input, context }) => {
    const commit = approveProposal(context.store, input.id, {
      ...decider(context),
      ...(input.override === undefined ? {} : { override: input.override }),
    });
    letGoOn(context, input, commit.id);
    return toDone(commit);
  }),
  reject: os.reject.handler(({ input, context }) => refuse(context, { ...input, kind: "reject" })),
  sendBack: os.sendBack.handler(({ input, context }) => refuse(context, { ...input, kind: "send-back" })),
  defer: os.defer.handler(({ input, context }) =>
    refuse(context, { ...input, kind: "defer", reason: "", chips: [] }),
  ),
  reopen: os.reopen.handler(({ input, context: { store, clock, caller } }) => {
    const { branch } = reopenProposal(store, input.id, { by: caller, at: clock.now() });
    return { head: store.refs.headOf(branch), done: `Proposal ${input.id} waits for a decision again` };
  }),
  derive: os.derive.handler(({ input, context }) => {
    const { values, summary } = input;
    refuseSecretMessage(summary);
    return toProposalSummary(
      context.store,
      derive(context, getProposal(context.store, input.id), { values, summary }),
    );
  }),
  propose: os.propose.handler(async ({ input, context }) => {
    const { resource, values, summary: message, base } = input;
    const branch = branchNamed(context.store, input.branch);
    const read = base === undefined ? {} : { [resource]: base };
    const edits = [{ type: "set-variables" as const, resource, values }];
    return toProposalSummary(context.store, await proposeChange(context, { branch, edits, read, message }));
  }),
  assess: os.assess.handler(async ({ input, context, signal }) => {
    const { id, workers, ...terms } = hearUnknownPrice(context, input);
    const proposal = getProposal(context.store, id);
    const held = proposal.session === null ? null : context.store.sessions.find(proposal.session);
    refuseOwnTerms(context.caller, terms, held?.config.caps ?? context.config.caps);
    refuseEmptyCaps(terms.caps ?? {});
    // What only reads is not made to load what runs.
    const { assessByHand } = await import("#core/app/sessions/assess-by-hand.ts");
    const assessed = await assessByHand(context, {
      proposal: proposal.id,
      terms,
      workers,
      signal: signal ?? new AbortController().signal,
    });
    return showDetail(context, assessed.id);
  }),
};

/**
 * Whoever sees what a proposal changed sees which validation items it fixed and broke, with a way to their runs; others
 * than people are told of none of them [A7].
 */
function showDetail(context: ReadingContext, id: string): ProposalDetailDocument {
  const { store } = context;
  const proposal = getProposal(store, id);
  const assessment = store.proposals.assessment(id);
  const items = assessment === null ? [] : store.proposals.assessedItems(assessment.id);
  if (assessment !== null && items.some((item) => changeOf(item) !== null))
    context.noteSeen(assessment.dataset, `flips of proposal ${id}`);
  const detail = toProposalDetail(store, proposal);
  if (detail.assessment === null || maySee(context.caller, "validation")) return detail;
  return { ...detail, assessment: { ...detail.assessment, changed: [] } };
}

function decider({ caller, clock }: AppContext) {
  return { by: caller, rule: "person", at: clock.now() };
}

type Refused = Pick<Parameters<typeof refuseProposal>[2], "kind" | "reason" | "chips"> & {
  readonly id: string;
  readonly goesOn: boolean;
};

const REFUSED_WORDS = { reject: "rejected", "send-back": "sent back", defer: "deferred" } as const;

function refuse(context: AppContext, { id, goesOn, kind, reason, chips }: Refused) {
  const { branch } = refuseProposal(context.store, id, { ...decider(context), kind, reason, chips });
  letGoOn(context, { id, goesOn }, null);
  return { head: context.store.refs.headOf(branch), done: `Proposal ${id} is ${REFUSED_WORDS[kind]}` };
}

/** Where that was asked for, the session goes on once the decision can no longer be taken back. */
function letGoOn(
  { store, goingOn }: AppContext,
  { id, goesOn }: Pick<Refused, "id" | "goesOn">,
  commit: string | null,
): void {
  const { session } = getProposal(store, id);
  if (goesOn && session !== null) goingOn.after(session, commit);
}

type Derivation = {
  readonly values: ReadonlyArray<{
    readonly resource: ResourceKey;
    readonly pointer: string;
    readonly value: Json;
  }>;
  readonly summary: string;
};

/** A person's variant of a proposal, on the present head of its branch; the original stays open until the variant is approved. */
function derive(context: AppContext, origin: Proposal, { values, summary }: Derivation): Proposal {
  const { store, caller, clock, countTokens } = context;
  const at = clock.now();
  const { branch } = origin;
  const head = store.refs.headOf(branch);
  const view = viewAtCommit(store, head);
  const whole = planWhole(store, origin, view);
  if (!whole.ok) throw overtaken(origin, whole.error);
  // The variables named are set on the head; of the original's, those that were not named are left out.
  const edits = values.map(({ resource, pointer, value }) => ({
    type: "set-variables" as const,
    resource,
    values: [{ pointer, value }],
  }));
  const drafted = draftView(view, [...whole.value, ...edits], {
    store,
    author: caller.kind,
    at,
    countTokens,
  });
  return store.durable(() => {
    // What is refused leaves no version behind [R11].
    store.versions.keep(drafted.versions);
    return createProposal(store, {
      session: origin.session,
      iteration: origin.iteration,
      author: caller,
      branch,
      base: head,
      candidate: drafted.view,
      summary,
      hypotheses: origin.hypotheses,
      origin: origin.id,
      at,
    });
  });
}
