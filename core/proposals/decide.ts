import type { Way } from "#core/base/ways.ts";
import { AppError } from "#core/base/app-error.ts";
import { describeAuthor, isDecider, type Author } from "#core/domain/author.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import {
  describeStatus,
  stepProposal,
  type Assessment,
  type DecisionRecord,
  type Proposal,
  type ProposalStatus,
  type ReasonChip,
} from "#core/domain/proposal.ts";
import { commitView } from "#core/resources/commit.ts";
import { findMisfitsSince, type Misfit } from "#core/resources/misfits.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { candidateOn } from "./create-proposal.ts";
import { driftedResources } from "./staleness.ts";

export type Decider = {
  readonly by: Author;
  /** The policy rule that fired; "person" for a person's own decision. */
  readonly rule: string;
  readonly at: number;
};

/** The proposal, or not-found. */
export function getProposal(store: Store, id: string): Proposal {
  const proposal = /^\d{1,15}$/.test(id) ? store.proposals.find(id) : null;
  if (proposal !== null) return proposal;
  throw new AppError("not-found", `There is no proposal ${id}.`, {
    hint: "Check its number.",
    way: "list-proposals",
  });
}

export type Move = {
  readonly to: ProposalStatus;
  readonly at: number;
  /** For people, where the move is not what anybody asked for. */
  readonly because?: string;
};

/** Moves a proposal on in its lifecycle, telling the world. Part of a durable transaction of the caller's. */
export function moveProposal(store: Store, proposal: Proposal, { to, at, because }: Move): void {
  const step = stepProposal(proposal.status, to);
  if (!step.ok) {
    const [is, becomes] = [proposal.status, to].map(describeStatus);
    throw new AppError("proposal-state", `Proposal ${proposal.id} is ${is} and cannot become ${becomes}.`, {
      hint: WAY_ON[proposal.status],
    });
  }
  store.proposals.setStatus(proposal.id, to);
  store.events.append({
    session: proposal.session,
    at,
    type: "proposal-status",
    body: { proposal: proposal.id, status: to, ...(because === undefined ? {} : { because }) },
  });
}

const DECIDED = "It is decided; later changes need a new proposal.";

/** What can be done about a proposal in each state, for whoever asked for what cannot. */
const WAY_ON: Readonly<Record<ProposalStatus, string>> = {
  draft: "Assess it first, or reject it.",
  assessing: "Wait until its assessment is over, or stop that first.",
  waiting: "Approve it, reject it, send it back, defer it, or assess it again.",
  deferred: "Bring it back first.",
  approved: DECIDED,
  rejected: DECIDED,
  "sent-back": DECIDED,
  superseded: DECIDED,
  refused: "It failed a safety check; propose the change anew without what failed it.",
  failed: "It could not be assessed; propose the change anew.",
};

/**
 * Approves a waiting proposal: decision, commit, head and log in one durable transaction; what it was made from is
 * superseded by it. Throws decision-refused when
 * the decider may not (only people and policies do, policies only what the gate accepts, people against it only with
 * a reason, nobody against a failed safety check) and when the evidence is about another system than the head of
 * its branch. One step or none [P7].
 */
export function approveProposal(
  store: Store,
  id: string,
  { override, ...decider }: Decider & { readonly override?: string },
): Commit {
  refuseSecret("The reason", override ?? "");
  return store.durable(() => {
    const proposal = getProposal(store, id);
    const assessment = store.proposals.assessment(id);
    const isOverride = checkApproval({ proposal, assessment, decider, override });
    moveProposal(store, proposal, { to: "approved", at: decider.at });
    refuseStale(store, proposal);
    const head = store.refs.headOf(proposal.branch);
    const candidate = candidateOn(store, proposal, head);
    refuseMisfits(findMisfitsSince(viewAtCommit(store, head), candidate));
    const commit = commitView(store, candidate, {
      branch: proposal.branch,
      base: head,
      author: proposal.author,
      message: proposal.summary,
      at: decider.at,
      proposal: id,
      evidence: assessment === null ? [] : [assessment.id],
      operation: {
        kind: "approve",
        label: `Approve proposal ${id}${isOverride ? " against the gate" : ""}: ${proposal.summary}`,
      },
    });
    const known = isOverride ? knownOf(assessment) : null;
    record(store, proposal, {
      ...decider,
      ...{ kind: "approve", reason: override ?? "", chips: [], isOverride, known },
    });
    supersedeOrigins(store, proposal, decider.at);
    store.events.append({
      session: proposal.session,
      at: decider.at,
      type: "committed",
      body: { commit: commit.id, branch: proposal.branch, proposal: id, message: commit.message },
    });
    return commit;
  });
}

type Approval = {
  readonly proposal: Proposal;
  readonly assessment: Assessment | null;
  readonly decider: Decider;
  readonly override: string | undefined;
};

/**
 * Returns whether this approval goes against the gate. What a policy may approve stands here, and what only a
 * person may, with a reason [P2, P3]. No reason lifts a failed safety check [P4], and what was never assessed
 * has none to lift [P6].
 */
function checkApproval({ proposal, assessment, decider, override }: Approval): boolean {
  const { kind } = decider.by;
  refuseNobody(decider.by);
  if (assessment === null) {
    throw refused(`Proposal ${proposal.id} has not been assessed.`, "Assess it first.");
  }
  const failed = assessment.invariants.filter(({ holds }) => !holds);
  if (failed.length > 0) {
    throw refused(
      `Proposal ${proposal.id} fails safety checks: ${failed.map(({ detail }) => detail).join("; ")}.`,
      "Safety checks cannot be overridden; change the proposal.",
    );
  }
  if (assessment.verdict === "accept") return false;
  if (kind === "person" && override !== undefined) return true;
  throw refused(
    `The gate did not accept proposal ${proposal.id}: it is ${assessment.verdict === "reject" ? "rejected" : "undecided"}.`,
    kind === "person"
      ? { hint: "To approve it all the same, give a reason.", way: "approve-anyway" }
      : { hint: "Ask a person." },
  );
}

/** Others never decide [P2]. */
function refuseNobody({ kind }: Author): void {
  if (isDecider(kind)) return;
  throw refused(
    `${describeAuthor(kind)} does not decide about proposals.`.replace(/^a/, "A"),
    "Only a person, or a policy that a person chose, decides.",
  );
}

/** The head may have lost what the candidate relies on, in places that no evidence is about. */
function refuseMisfits(misfits: readonly Misfit[]): void {
  if (misfits.length === 0) return;
  const problems = misfits.map(({ resource, text }) => `${resource}: ${text}`).join("; ");
  throw new AppError("interface-broken", `On the present head the change would not work: ${problems}.`, {
    hint: "Restore what it needs, or reject the proposal.",
  });
}

/** Evidence about another system than the head approves nothing [P5]. */
function refuseStale(store: Store, proposal: Proposal): void {
  const drifted = driftedResources(store, proposal);
  if (drifted.length === 0) return;
  throw refused(
    `The evidence for proposal ${proposal.id} is stale: ${drifted.join(", ")} changed since it was assessed.`,
    "Assess it again on the present head.",
  );
}

export type Refusal = Decider & {
  readonly kind: "reject" | "send-back" | "defer";
  readonly reason: string;
  readonly chips: readonly ReasonChip[];
};

const STATUS_AFTER = { reject: "rejected", "send-back": "sent-back", defer: "deferred" } as const;

/**
 * Rejects, sends back or defers; the reason goes back to whoever proposed it. Throws decision-refused, proposal-state, and
 * secret-in-content for a reason that holds a key.
 */
export function refuseProposal(store: Store, id: string, refusal: Refusal): Proposal {
  refuseNobody(refusal.by);
  refuseSecret("The reason", refusal.reason);
  return store.durable(() => {
    const proposal = getProposal(store, id);
    const status = STATUS_AFTER[refusal.kind];
    moveProposal(store, proposal, { to: status, at: refusal.at });
    record(store, proposal, { ...refusal, isOverride: false });
    return { ...proposal, status };
  });
}

/**
 * Another proposal took the place of what this one was made from, back to the first of the line: what is still open of
 * it is superseded, which is no refusal. Part of a durable transaction of the caller's.
 */
function supersedeOrigins(store: Store, { origin }: Pick<Proposal, "origin">, at: number): void {
  if (origin === null) return;
  const proposal = getProposal(store, origin);
  if (stepProposal(proposal.status, "superseded").ok) moveProposal(store, proposal, { to: "superseded", at });
  supersedeOrigins(store, proposal, at);
}

/** Brings a deferred proposal back to the desk. Throws decision-refused, proposal-state. */
export function reopenProposal(store: Store, id: string, { by, at }: Omit<Decider, "rule">): Proposal {
  refuseNobody(by);
  return store.durable(() => {
    const proposal = getProposal(store, id);
    if (proposal.status !== "deferred") {
      throw new AppError(
        "proposal-state",
        `Proposal ${id} is ${describeStatus(proposal.status)}, not deferred.`,
        {
          hint: "Only a deferred proposal is brought back.",
        },
      );
    }
    moveProposal(store, proposal, { to: "waiting", at });
    return { ...proposal, status: "waiting" };
  });
}

/** What stood against or for an approval that the gate did not give: the log says it, and not that there was nothing. */
function knownOf(assessment: Assessment | null): Known | null {
  if (assessment === null) return null;
  const { verdict, report } = assessment;
  const { units, flips, effect, interval } = report;
  return { verdict, n: units, ...flips, effect, interval: [interval.low, interval.high] };
}

type Known = NonNullable<EventBody<"decided">["known"]>;

type NewDecision = Omit<DecisionRecord, "isSelfApproved"> & { readonly known?: Known | null };

/** A decision with what it went against, and whether it is about the decider's own change [P3]. */
function record(store: Store, proposal: Proposal, decision: NewDecision): void {
  const { kind, by, rule, reason, chips, isOverride, at, known = null } = decision;
  const isSelfApproved = kind === "approve" && isSame(by, proposal.author);
  const flags = { isOverride, isSelfApproved };
  store.proposals.addDecision(proposal.id, { kind, by, rule, reason, chips, ...flags, at });
  const body = {
    proposal: proposal.id,
    kind,
    by: by.name,
    byKind: by.kind,
    rule,
    reason,
    ...flags,
    ...(known === null ? {} : { known }),
  };
  store.audit.append({ at, type: "decision", body });
  store.events.append({ session: proposal.session, at, type: "decided", body });
}

function isSame(a: Author, b: Author): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function refused(message: string, advice: string | { readonly hint: string; readonly way?: Way }): AppError {
  const hinted = typeof advice === "string" ? { hint: advice } : advice;
  return new AppError("decision-refused", message, hinted);
}
