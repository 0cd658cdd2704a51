import { z } from "zod";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { DecisionEntry } from "#core/domain/decision-entry.ts";
import type { Session } from "#core/domain/session.ts";
import { putBackLeftovers } from "#core/proposals/put-back.ts";
import { assessCandidate, type Assessed } from "./candidate.ts";
import { countAccepted } from "./count-accepted.ts";
import { decide, decidedSchema } from "./operators/decide.ts";
import { searchByReflection, type Search } from "./optimizers/reflection.ts";
import { proposeNotes } from "./propose-notes.ts";
import { reportSealed, reportStep } from "./report-sealed.ts";
import { findAnswer } from "./journal-answer.ts";
import { SessionStop, type SessionJournal } from "./session-journal.ts";
import type { Store } from "#core/store/store.ts";
import type { SessionContext } from "./session-line.ts";

/** What the loop carries from iteration to iteration; all of it follows from the journal. */
type Standing = {
  /** Proposals committed as far as the last iteration knew. */
  readonly accepted: number;
  readonly sinceAccepted: number;
};

/** What an iteration starts from. */
const startSchema = z.object({
  head: z.string(),
  /** Proposals of the session committed by then, those decided by hand included; null where an older program did not say. */
  accepted: z.int().nullable(),
});
/** Older programs noted the head alone. */
const startAnswer = z.union([startSchema, z.string().transform((head) => ({ head, accepted: null }))]);
type Start = { readonly head: string; readonly accepted: number };

/**
 * Runs a session from wherever its journal ends until something ends it, and leaves its state accordingly. It throws
 * only where that state cannot be written: whatever else happens inside is a stop with a name.
 */
export async function runSession(context: SessionContext, journal: SessionJournal): Promise<Session> {
  try {
    const stop = await iterate(context, journal);
    await finish(context, journal);
    end(context, journal, stop);
  } catch (thrown) {
    end(context, journal, toStop(context, thrown));
  }
  return journal.session();
}

/**
 * A session that does not run leaves no proposal behind as if somebody were still assessing it: whatever ended it, a
 * person can assess, reject or edit what it was at. A resume takes an unassessed one up again, from its finished runs.
 */
function end({ line }: SessionContext, journal: SessionJournal, { by, detail }: SessionStop): void {
  line.store.durable(() => {
    journal.setState(by === "waiting" || by === "paused" ? by : "stopped", { by, detail });
    putBackLeftovers(line.store, journal.session().id, line.clock.now());
  });
}

function toStop(context: SessionContext, thrown: unknown): SessionStop {
  if (thrown instanceof SessionStop) return thrown;
  if (thrown instanceof AppError && thrown.code === "budget-exhausted")
    return new SessionStop("cap", thrown.message);
  if (context.signal.aborted) {
    return context.signal.reason instanceof SessionStop
      ? context.signal.reason
      : new SessionStop("user", "Stopped.");
  }
  const { message, hint } = toErrorReport(thrown);
  return new SessionStop("error", hint === "" ? message : `${message} ${hint}`);
}

async function iterate(context: SessionContext, journal: SessionJournal): Promise<SessionStop> {
  const { iterations, stallAfter } = context.session.config;
  let standing: Standing = { accepted: 0, sinceAccepted: 0 };
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    const step = await runIteration(context, journal, { iteration, standing });
    if (step.search.kind === "nothing-left") {
      return stopWithNothingLeft(step.search);
    }
    standing = step.standing;
    if (standing.sinceAccepted >= stallAfter) {
      return new SessionStop("stall", `${stallAfter} iterations in a row without an accepted proposal.`);
    }
  }
  return new SessionStop("iterations", `All ${iterations} iterations are done.`);
}

type IterationRequest = { readonly iteration: number; readonly standing: Standing };

async function runIteration(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, standing }: IterationRequest,
): Promise<{ readonly search: Search; readonly standing: Standing }> {
  const { head: base, accepted } = await begin(context, journal, { iteration, standing });
  // Between two iterations a person may have approved one that was left on the desk.
  const sinceAccepted = accepted > standing.accepted ? 0 : standing.sinceAccepted;
  const search = await searchByReflection(context, journal, { iteration, base, accepted });
  if (search.kind !== "candidate") {
    await tellWhy(journal, iteration, search);
    return { search, standing: { accepted, sinceAccepted: sinceAccepted + 1 } };
  }
  const { proposal } = search;
  const assessed = await assessCandidate(context, journal, { iteration, proposal, accepted });
  const isCommitted = await settle(context, journal, { iteration, accepted, assessed });
  return {
    search,
    standing: {
      accepted: accepted + (isCommitted ? 1 : 0),
      sinceAccepted: isCommitted ? 0 : sinceAccepted + 1,
    },
  };
}

async function begin(
  { line: { store }, session }: SessionContext,
  journal: SessionJournal,
  { iteration, standing }: IterationRequest,
): Promise<Start> {
  const { head, accepted } = await journal.note({
    iteration,
    operator: "act",
    part: "base",
    answer: startAnswer,
    keep: () => ({ head: store.refs.head(), accepted: countAccepted(store, session.id) }),
  });
  return { head, accepted: accepted ?? standing.accepted };
}

/** An iteration without a candidate says why, once. */
async function tellWhy(
  journal: SessionJournal,
  iteration: number,
  search: Exclude<Search, { kind: "candidate" }>,
): Promise<void> {
  const reason = search.kind === "no-candidate" ? search.reason : stopWithNothingLeft(search).detail;
  await journal.note({
    iteration,
    operator: "decide",
    part: "no-candidate",
    answer: z.null(),
    keep: () => {
      journal.append("no-candidate", { iteration, reason });
      return null;
    },
  });
}

/** Where not one item is right, silence of the optimizer is no success. */
function stopWithNothingLeft({ items, correct }: Extract<Search, { kind: "nothing-left" }>): SessionStop {
  if (correct > 0 || items === 0)
    return new SessionStop("converged", "Nothing in the traces is left to explain.");
  return new SessionStop(
    "stall",
    `None of the ${items} train items is right, and the optimizer sees no cause: see in the trace of one whether agent, dataset and scorer fit together.`,
  );
}

type Settling = Pick<Start, "accepted"> & { readonly iteration: number; readonly assessed: Assessed };

async function settle(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, accepted, assessed }: Settling,
): Promise<boolean> {
  const { proposal } = assessed;
  const decided = await journal.step({
    iteration,
    operator: "decide",
    answer: decidedSchema,
    keep: () => decide(context, { proposal, iteration, accepted }),
    tell: ({ entry }) => ({ proposal, decision: entry.decision, rule: entry.rule }),
  });
  return decided.isCommitted;
}

/** What is left when the iterations are over: notes for the agent's memory, and the look at the sealed split. */
async function finish(context: SessionContext, journal: SessionJournal): Promise<void> {
  await proposeNotes(context, journal);
  if (context.session.config.report !== "test") return;
  await journal.step({
    ...reportStep(journal.session()),
    run: async () => reportSealed(context, journal),
  });
}

/** The decisions of a session in order, as far as it has come. Throws journal-unreadable. */
export function decisionsOf(store: Store, session: Session): readonly DecisionEntry[] {
  return Array.from({ length: session.iteration }, (_, index) =>
    findAnswer(store, session.id, { iteration: index + 1, operator: "decide", answer: decidedSchema }),
  ).flatMap((decided) => (decided === undefined ? [] : [decided.entry]));
}
