import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import { isOver, spendOfSession, type Session, type SessionConfig } from "#core/domain/session.ts";
import { addSession, newSession } from "#core/evolution/new-session.ts";
import { openJournal, SessionStop, type JournalOptions } from "#core/evolution/session-journal.ts";
import type { SessionContext, SessionLine } from "#core/evolution/session-line.ts";
import { OPTIMIZERS_AT_WORK } from "#core/evolution/optimizers/table.ts";
import { runSession } from "#core/evolution/run-session.ts";
import { putBackLeftovers } from "#core/proposals/put-back.ts";
import type { Store } from "#core/store/store.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { createAccount } from "#core/models/account.ts";
import { getSession } from "./get-session.ts";
import { createHeldSessions } from "./hold-session.ts";
import { withTerms, type TermChanges } from "./keep-terms.ts";
import { refuseUnready } from "./refuse-unready.ts";
import { createRunningSessions, type RunningSessions } from "./running-sessions.ts";
import {
  createContext,
  keepPrices,
  openAlone,
  openLedger,
  type Alone,
  type SessionHostOptions,
} from "./session-context.ts";
import { keepOrigin } from "./kept-origin.ts";

/** Runs evolution sessions in this process side by side, one on each branch at a time. */
export type SessionHost = {
  /** Throws session-busy while another one runs on the branch, and not-found where there is no such branch. */
  readonly start: (config: SessionConfig, branch: string) => Session;
  /** `steps`: how many operators it may run before it pauses again. */
  readonly resume: (id: string, options?: ResumeOptions) => Session;
  readonly pause: (id: string) => Promise<Session>;
  readonly stop: (id: string) => Promise<Session>;
  /** The assessment that the session is at takes no more items. Throws session-state when it is at none. */
  readonly endAssessment: (id: string) => void;
  readonly isRunning: (id: string) => boolean;
  /** The session that runs on the branch; null for none. */
  readonly runningOn: (branch: string) => string | null;
  readonly running: RunningSessions["list"];
  /**
   * Assesses a proposal of a session outside its loop. Throws session-busy while the loop runs, and lets neither it nor
   * another such assessment begin before this one is done: two would take the same place among the session's tests, and
   * count their calls in ledgers that know nothing of each other.
   */
  readonly assessAlone: <T>(
    request: AloneRequest,
    work: (context: SessionContext) => Promise<T>,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
};

export type ResumeOptions = TermChanges & {
  readonly steps?: number | undefined;
  /** In how many threads runs are made until it stands still again. */
  readonly workers?: number | undefined;
};

export type AloneRequest = {
  readonly session: Session;
  readonly proposal: string;
  /** The session keeps them. */
  readonly terms: TermChanges;
  /** In how many threads its runs are made; undefined for as many as the session says. */
  readonly workers?: number | undefined;
  readonly signal: AbortSignal;
};

type Sitting = { readonly steps: number; readonly isNew: boolean; readonly workers?: number | undefined };

export function createSessionHost(options: SessionHostOptions): SessionHost {
  const { store, clock, hub } = options;
  const running = createRunningSessions();
  const { refuseHeld, hold } = createHeldSessions();
  const { wishEnough, listenForEnough } = createEnoughWishes();

  /** Throws before anything is written when the session cannot run: no such model, agent or dataset. */
  const run = (session: Session, { steps, isNew, workers }: Sitting): void => {
    const stopper = new AbortController();
    refuseUnready(options, session);
    const ledger = openLedger(session, options);
    const account = createAccount(spendOfSession(session));
    const parts = { session, ledger, account };
    const { signal } = stopper;
    const open = (): SessionContext => createContext(options, { ...parts, signal, listenForEnough, workers });
    const context = open();
    const { id, branch } = session;
    const begin = (): Promise<Session> => {
      // Before it is written: one that is said to run and is not known to would be shown as interrupted.
      hub.tellNow();
      if (isNew) store.durable(() => addSession(store, session));
      keepPrices(store, session, options.prices());
      keepOrigin(store, session, context.line.operatorModel.line.provider.endpointOrigin);
      const { checkpoint, giveBack } = countSteps(steps, signal);
      const journal = openJournal({ store, clock, ...parts, checkpoint, onWritten: hub.wake });
      journal.setState("running", null);
      const reopen = (): SessionContext => {
        giveBack();
        return open();
      };
      return runSession({ context, reopen }, journal, OPTIMIZERS_AT_WORK);
    };
    const done = running.add({ id, branch, stopper }, begin, hub.wake);
    done.catch((error: unknown) => tellInterrupted(options, id, error));
  };
  const end = async (id: string, stop: SessionStop): Promise<Session> => {
    const found = running.find(id);
    if (found === null) {
      refuseHeld(id);
      return endIdle(store, clock, { id, stop });
    }
    found.stopper.abort(stop);
    return found.done;
  };
  return {
    start: (config, branch) => {
      const session = newSession(store, { config, branch, at: clock.now() });
      running.refuseBusy(branch);
      run(session, { steps: Infinity, isNew: true });
      return session;
    },
    resume: (id, { steps = Infinity, workers, ...terms } = {}) => {
      const session = getSession(store, id);
      running.refuseBusy(session.branch);
      refuseHeld(id);
      refuseFinished(session);
      const resumed = withTerms(session, terms);
      run(resumed, { steps, isNew: false, workers });
      return resumed;
    },
    pause: async (id) => {
      const session = getSession(store, id);
      refuseFinished(session);
      // What has ended by itself does not run, as was asked; why it ended stays on record.
      if (session.state !== "running") return session;
      return end(id, new SessionStop("paused", "Paused."));
    },
    stop: async (id) => end(id, new SessionStop("user", "Stopped.")),
    endAssessment: (id) => {
      wishEnough(findAssessing(store, id, running.find(id) !== null));
    },
    isRunning: (id) => running.find(id) !== null,
    runningOn: (branch) => running.on(branch)?.id ?? null,
    running: running.list,
    assessAlone: async ({ session, proposal, ...request }, work) => {
      if (running.find(session.id) !== null) throw mayBeAssessing(session);
      return hold(session.id, proposal, async () => {
        const alone = openAlone(options, { session, ...request, listenForEnough });
        return workAlone(alone, work);
      });
    },
    close: async () => running.close(new SessionStop("paused", "The program was closed; resume to go on.")),
  };
}

/** On one bill, however often what was learned makes it begin again. */
async function workAlone<T>(
  { context, reopen, keepSpent }: Alone,
  work: (context: SessionContext) => Promise<T>,
): Promise<T> {
  const opened = (times: number): SessionContext => (times === 0 ? context : reopen());
  return beginAgain(async (times) => work(opened(times))).finally(keepSpent);
}

/**
 * A session rejects only where its end could not be written down: it is then interrupted, as after a crash. Whoever pauses or
 * stops it is told; the rest of this process goes on.
 */
function tellInterrupted({ hub, reportBug }: SessionHostOptions, id: string, error: unknown): void {
  // A full disk is told of and is no bug.
  if (!(error instanceof AppError)) reportBug(error);
  const { message, hint } = toErrorReport(error);
  hub.emit(id, { type: "session-interrupted", body: { detail: `${message} ${hint}` } });
}

type StepCount = Pick<JournalOptions, "checkpoint"> & {
  /** The last step came to nothing, and is made again. */
  readonly giveBack: () => void;
};

/** Ends the loop before a step when it is to stop, or when it has run as many as it may; notes are none. */
function countSteps(steps: number, signal: AbortSignal): StepCount {
  let left = steps;
  let wasStep = false;
  return {
    checkpoint: ({ isNote }) => {
      if (signal.aborted) throw signal.reason;
      if (left === 0) throw new SessionStop("paused", "Paused after one step.");
      wasStep = !isNote;
      if (wasStep) left -= 1;
    },
    giveBack: () => {
      if (wasStep) left += 1;
      wasStep = false;
    },
  };
}

/** Proposals whose assessment a person wants no more of, as far as the assessment has not ended by itself. */
function createEnoughWishes() {
  const wishes = new Set<string>();
  const listenForEnough: SessionLine["listenForEnough"] = (proposal) => {
    wishes.delete(proposal);
    return () => wishes.has(proposal);
  };
  return { listenForEnough, wishEnough: (proposal: string) => wishes.add(proposal) };
}

/** The proposal that a running session assesses at this moment. */
function findAssessing(store: Store, id: string, isRunning: boolean): string {
  getSession(store, id);
  const found = store.proposals.ofSession(id).find(({ status }) => status === "assessing");
  if (isRunning && found !== undefined) return found.id;
  throw new AppError("session-state", `Session ${id} is at no assessment.`, {
    hint: "It may have ended by itself a moment ago.",
  });
}

function refuseFinished(session: Session): void {
  if (!isOver(session)) return;
  throw new AppError("session-state", `Session ${session.id} is over: ${session.stopped?.detail ?? ""}`, {
    hint: "Start a new session; it begins from the present head.",
  });
}

function endIdle(
  store: Store,
  clock: Clock,
  { id, stop }: { readonly id: string; readonly stop: SessionStop },
): Session {
  const session = getSession(store, id);
  refuseFinished(session);
  const state = stop.by === "paused" ? "paused" : "stopped";
  const ended: Session = {
    ...session,
    state,
    stopped: { by: stop.by, detail: stop.detail },
    updatedAt: clock.now(),
  };
  store.durable(() => {
    store.sessions.save(ended);
    store.events.append({
      session: id,
      at: clock.now(),
      type: "session-state",
      body: { state, by: stop.by, detail: stop.detail },
    });
    putBackLeftovers(store, id, clock.now());
  });
  return ended;
}

function mayBeAssessing({ id }: Session): AppError {
  return new AppError("session-busy", `Session ${id} is running, and may be assessing.`, {
    hint: "Pause it, or wait until it asks for a decision.",
  });
}
