import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { assert } from "#core/base/assert.ts";
import type { NewEvent } from "#core/domain/events/event.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import type { EventType } from "#core/domain/events/event-types.ts";
import type { FinishedBody, StepNews } from "#core/domain/events/step-bodies.ts";
import type { Operator, Session, StopReason } from "#core/domain/session.ts";
import type { Account } from "#core/models/account.ts";
import type { Ledger } from "#core/models/ledger.ts";
import type { Clock } from "#core/base/clock.ts";
import type { Store } from "#core/store/store.ts";
import { findAnswer, partOf, pathOf, type AnsweredStep } from "./journal-answer.ts";

/** Thrown to leave the loop for a reason that is no failure: pause, a decision to be made, a cap, the user. */
export class SessionStop extends Error {
  override readonly name = "SessionStop";
  readonly by: StopReason;
  readonly detail: string;

  constructor(by: StopReason, detail: string) {
    super(detail);
    this.by = by;
    this.detail = detail;
  }
}

type StepForm<U, O extends Operator> = AnsweredStep<U> & {
  readonly operator: O;
  /** A line about the answer for the event stream. */
  readonly tell?: (answer: NoInfer<U>) => StepNews<O>;
};

/** One whose work comes to the answer itself. */
type PlainStep<U, O extends Operator> = StepForm<U, O> & {
  readonly run: () => Promise<NoInfer<U>>;
  readonly keep?: undefined;
};

/** Writes what follows from the work, in the same transaction as the journal; what it returns is the answer. */
type KeptStep<T, U, O extends Operator> = StepForm<U, O> & {
  readonly run: () => Promise<T>;
  readonly keep: (result: T) => NoInfer<U>;
};

/** One without any work before: all of it happens in the transaction. */
type WrittenStep<U, O extends Operator> = StepForm<U, O> & {
  readonly run?: undefined;
  readonly keep: () => NoInfer<U>;
};

export type Step<T, U, O extends Operator> = PlainStep<U, O> | KeptStep<T, U, O> | WrittenStep<U, O>;

export type SessionJournal = {
  /**
   * Runs a step, or takes the answer it gave before: a session that is resumed walks through the same steps again,
   * and pays for none twice. The answer is JSON of the step's form; it is durable, with everything `keep` wrote, before
   * it is used. Throws journal-unreadable where another program, or a fault, put something else in its place [T4, T5].
   */
  readonly step: <T, U, O extends Operator>(step: Step<T, U, O>) => Promise<U>;
  /** A step that only notes something down: whoever goes step by step does not wait for it. */
  readonly note: <U, O extends Operator>(note: WrittenStep<U, O>) => Promise<U>;
  readonly session: () => Session;
  readonly append: <T extends EventType>(type: T, body: EventBody<T>) => void;
  readonly setState: (state: Session["state"], stopped: Session["stopped"]) => void;
};

export type JournalOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, "elapsedMs">;
  readonly account: Pick<Account, "state">;
  readonly session: Session;
  /** Called before each step that is not on record; throws SessionStop when the session is to pause or stop. */
  readonly checkpoint: (step: { readonly isNote: boolean }) => void;
  /** Called after each step's writing, so that whoever follows the events looks for them while the session runs. */
  readonly onWritten: () => void;
};

export function openJournal({
  store,
  clock,
  ledger,
  account,
  session: opened,
  checkpoint,
  onWritten,
}: JournalOptions): SessionJournal {
  let session = opened;
  const save = (changes: Partial<Session>): void => {
    const { spend, ...beyond } = account.state();
    const used = { elapsedMs: ledger.elapsedMs(), spend, beyond };
    session = { ...session, ...changes, ...used, updatedAt: clock.now() };
    store.sessions.save(session);
  };
  const append: SessionJournal["append"] = (type, body) => {
    const at = clock.now();
    store.events.append({ session: session.id, at, type, body } as NewEvent); // The body is of that very type.
  };

  const take = async <T, U, O extends Operator>(request: Step<T, U, O>, isNote: boolean): Promise<U> => {
    const { iteration, operator } = request;
    const part = partOf(request);
    const noted = findAnswer(store, session.id, request);
    if (noted !== undefined) return noted;
    checkpoint({ isNote });
    store.atomic(() => {
      if (session.iteration !== iteration) append("iteration-started", { iteration });
      save({ iteration, operator });
      append("operator-started", { iteration, operator, part });
    });
    onWritten();
    const answer = await work(request);
    const kept = store.durable(() => {
      const written = toWritten(request, answer());
      store.sessions.note(session.id, pathOf(request), written);
      save({});
      const news = request.tell?.(written);
      append("operator-finished", { iteration, operator, part, ...news } as FinishedBody); // News of that operator.
      return written;
    });
    onWritten();
    return kept;
  };

  return {
    step: async (request) => take(request, false),
    note: async (request) => take(request, true),
    session: () => session,
    append,
    setState: (state, stopped) => {
      store.durable(() => {
        save({ state, stopped });
        append("session-state", { state, by: stopped?.by ?? null, detail: stopped?.detail ?? "" });
      });
    },
  };
}

/** Does the work of a step; what it returns is called in the transaction, and comes to the answer. */
async function work<T, U, O extends Operator>(request: Step<T, U, O>): Promise<() => U> {
  if (request.run === undefined) return request.keep;
  if (request.keep === undefined) {
    const answer = await attempt(request.run);
    return () => answer;
  }
  const { keep } = request;
  const result = await attempt(request.run);
  return () => keep(result);
}

/** An exhausted budget ends the session by name, not as an error. */
async function attempt<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && error.code === "budget-exhausted") {
      throw new SessionStop("cap", toErrorReport(error).message);
    }
    throw error;
  }
}

/** What a resume could not read again is a defect of ours, and is found before it is written. */
function toWritten<U>(step: AnsweredStep<U>, answer: U): U {
  const read = step.answer.safeParse(answer);
  assert(read.success, `the answer of ${pathOf(step)} has the form that is read`);
  return answer;
}
