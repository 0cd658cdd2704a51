import type { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { Verdict } from "#core/domain/gate/report.ts";
import { findHoldUp, isUnblocked } from "#core/domain/hold-up.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { isOver, type Session } from "#core/domain/session.ts";
import { countAccepted } from "#core/evolution/count-accepted.ts";
import { decisionsOf } from "#core/evolution/decisions-of.ts";
import { tryJournal } from "#core/evolution/journal-answer.ts";
import { sealedReportOf } from "#core/evolution/sealed-report.ts";
import { isOwnMachine } from "#core/models/own-machine.ts";
import { modelOfSession } from "#core/app/models/agent-model.ts";
import { originOf } from "#core/app/models/origin-of.ts";
import { readOrigin } from "./kept-origin.ts";
import { toIso, toSessionSpend } from "#core/app/documents/documents.ts";
import type { Store } from "#core/store/store.ts";
import { toCurve } from "./session-curve.ts";
import { stateOf } from "./session-state.ts";
import { wayOnOf } from "./way-on.ts";

/** What of a session is known to the process that holds it alone. `goesOnAt`: Unix ms, null where it does not by itself. */
type Live = {
  readonly isRunning: (session: string) => boolean;
  readonly goesOnAt: number | null;
};

/** What a session came to so far, as it is printed and shown. */
export function toSessionDocument(
  store: Store,
  session: Session,
  { isRunning, goesOnAt }: Live,
): SessionDocument {
  const { config, branch, startedAt, elapsedMs, iteration, operator } = session;
  const journal = tryJournal(() => ({
    decisionsSha256: hashJson(decisionsOf(store, session)),
    test: sealedReportOf(store, session),
  }));
  const { decisionsSha256, test } = journal.ok ? journal.value : { decisionsSha256: null, test: undefined };
  const proposals = proposalsOf(store, session.id);
  const count = (verdict: Verdict): number => proposals.filter((each) => each.verdict === verdict).length;
  const waitsFor = findHoldUp(session, proposals);
  const head = store.refs.headOf(branch);
  const model = modelOfSession(store, session);
  return {
    session: session.id,
    state: stateOf(session, isRunning(session.id)),
    stopped: stoppedOf(session, proposals, goesOnAt),
    waitsFor,
    wayOn: wayOnOf(session, { isRunning: isRunning(session.id), waitsFor, goesOnAt }),
    undecided: proposals.filter(({ status }) => status === "waiting").map(({ id }) => id),
    beside: listBeside(store, session, isRunning),
    proposals: {
      made: proposals.length,
      accepted: count("accept"),
      rejected: count("reject"),
      undecided: count("undecided"),
    },
    branch,
    head,
    ...(test === undefined ? {} : { test }),
    spend: toSessionSpend(session),
    decisionsSha256,
    ...(journal.ok ? {} : { unreadable: toUnreadable(journal.error) }),
    optimizer: config.optimizer.type,
    agent: config.agent,
    dataset: config.dataset,
    seed: config.seed,
    approve: config.approve,
    iteration,
    iterations: config.iterations,
    operator,
    hasCandidate: proposals.some((proposal) => proposal.iteration === iteration),
    commits: countAccepted(store, session.id),
    startedAt: toIso(startedAt),
    elapsedMs,
    caps: config.caps,
    workers: config.workers ?? null,
    model: `${model.provider}/${model.name}`,
    isSimulated: isStandIn(model.provider),
    isOwnMachine: isOwnMachine(readOrigin(store, session) ?? originOf(model, {})),
    ...toCurve(store, session),
    goesOnAt: goesOnAt === null ? null : toIso(goesOnAt),
    isStranded: goesOnAt === null && isUnblocked(session, proposals),
    asOf: store.events.last(),
  };
}

function toUnreadable({ message, hint }: AppError): NonNullable<SessionDocument["unreadable"]> {
  return { code: "journal-unreadable", message, hint };
}

/** Others of its branch that may go on, unless it is over itself: what either commits makes evidence of both stale [S21]. */
function listBeside(
  store: Store,
  session: Session,
  isRunning: (session: string) => boolean,
): SessionDocument["beside"] {
  if (isOver(session)) return [];
  return store.sessions
    .openOn(session.branch)
    .filter(({ id }) => id !== session.id)
    .map((other) => ({ session: other.id, state: stateOf(other, isRunning(other.id)) }));
}

type Verdicted = Proposal & { readonly verdict: Verdict | null };

function proposalsOf(store: Store, session: string): readonly Verdicted[] {
  return store.proposals
    .ofSession(session)
    .map((proposal) => ({ ...proposal, verdict: store.proposals.assessment(proposal.id)?.verdict ?? null }));
}

/** What a session waited for may have been decided since; then it is the resume that is waited for. */
function stoppedOf(
  session: Session,
  proposals: readonly Verdicted[],
  goesOnAt: Live["goesOnAt"],
): SessionDocument["stopped"] {
  const { stopped, state, iteration } = session;
  if (stopped === null || state !== "waiting" || findHoldUp(session, proposals) !== null) return stopped;
  // Others of the iteration may stand on the desk undecided, or have their turn still to come.
  const awaited = proposals.filter((each) => each.iteration === iteration && each.verdict === "accept");
  if (awaited.length === 0) return stopped;
  const decided = awaited.map((proposal) => `Proposal ${proposal.id} is ${proposal.status}`).join(", ");
  const way = goesOnAt === null ? "when it is resumed" : "by itself in a moment";
  return { ...stopped, detail: `${decided}: the session goes on ${way}.` };
}
