import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Session } from "#core/domain/session.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { putBackLeftovers } from "#core/proposals/put-back.ts";
import type { Optimizers } from "./optimizers/optimizer.ts";
import { proposeNotes } from "./propose-notes.ts";
import { reportSealed } from "./report-sealed.ts";
import { reportStep } from "./sealed-report.ts";
import { runIteration, type Standing } from "./run-iteration.ts";
import { SessionStop, type SessionJournal } from "./session-journal.ts";
import type { SessionContext } from "./session-line.ts";

/**
 * Runs a session from wherever its journal ends until something ends it, and leaves its state accordingly. It throws
 * only where that state cannot be written: whatever else happens inside is a stop with a name. How it searches is the
 * business of the optimizer that it names, one of these.
 */
export async function runSession(
  { context: first, reopen }: SessionWork,
  journal: SessionJournal,
  optimizers: Optimizers,
): Promise<Session> {
  let context = first;
  try {
    const stop = await beginAgain(async (times) => {
      if (times > 0) context = takeUpAgain(context, journal, reopen);
      const reached = await iterate(context, journal, optimizers);
      await finish(context, journal);
      return reached;
    });
    end(context, journal, stop);
  } catch (thrown) {
    end(context, journal, toStop(context, thrown));
  }
  return journal.session();
}

export type SessionWork = {
  readonly context: SessionContext;
  /** The same with its model opened anew: an endpoint's refusal taught how it is to be asked. */
  readonly reopen: () => SessionContext;
};

/** As a resume does: what is in the journal is taken from it, and what was being assessed is assessed anew [M24]. */
function takeUpAgain(
  { line }: SessionContext,
  journal: SessionJournal,
  reopen: SessionWork["reopen"],
): SessionContext {
  line.store.durable(() => putBackLeftovers(line.store, journal.session().id, line.clock.now()));
  return reopen();
}

/**
 * A session that does not run leaves no proposal behind as if somebody were still assessing it: whatever ended it, a
 * person can assess, reject or edit what it was at. A resume takes an unassessed one up again, from
 * its finished runs [P10].
 */
function end({ line }: SessionContext, journal: SessionJournal, { by, detail }: SessionStop): void {
  line.store.durable(() => {
    journal.setState(by === "waiting" || by === "paused" ? by : "stopped", { by, detail });
    putBackLeftovers(line.store, journal.session().id, line.clock.now());
  });
}

/** Whatever ended it has its name; a cap says which one it was [B4]. */
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

async function iterate(
  context: SessionContext,
  journal: SessionJournal,
  optimizers: Optimizers,
): Promise<SessionStop> {
  const { iterations, stallAfter } = context.session.config;
  let standing: Standing = { accepted: 0, sinceAccepted: 0 };
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    const end = await runIteration(context, journal, { iteration, standing, optimizers });
    if ("stop" in end) return end.stop;
    ({ standing } = end);
    if (standing.sinceAccepted >= stallAfter) {
      return new SessionStop("stall", `${stallAfter} iterations in a row without an accepted proposal.`);
    }
  }
  return new SessionStop("iterations", `All ${iterations} iterations are done.`);
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
