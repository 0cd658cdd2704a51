import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { EventType } from "#core/domain/event.ts";
import type { Operator, Session, StopReason } from "#core/domain/session.ts";
import type { Ledger } from "#core/models/ledger.ts";
import type { Clock } from "#core/base/clock.ts";
import type { Store } from "#core/store/store.ts";

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

export type Step<T, U> = {
  readonly iteration: number;
  readonly operator: Operator;
  /** Distinguishes steps of the same operator in one iteration. */
  readonly part?: string;
  /** It only notes something down: whoever goes step by step does not wait for it. */
  readonly isNote?: boolean;
  readonly run: () => Promise<T>;
  /** Writes what follows from the result, in the same transaction as the journal; its return value is the answer. */
  readonly keep?: (result: T) => U;
  /** A line about the answer for the event stream. */
  readonly tell?: (answer: U) => JsonObject;
};

export type SessionJournal = {
  /**
   * Runs a step, or takes the answer it gave before: a session that is resumed walks through the same steps again,
   * and pays for none twice. The answer is JSON; it is durable, with everything `keep` wrote, before it is used.
   */
  readonly step: <T, U = T>(step: Step<T, U>) => Promise<U>;
  readonly session: () => Session;
  readonly append: (type: EventType, body: JsonObject) => void;
  readonly setState: (state: Session["state"], stopped: Session["stopped"]) => void;
};

export type JournalOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ledger: Ledger;
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
  session: opened,
  checkpoint,
  onWritten,
}: JournalOptions): SessionJournal {
  let session = opened;
  const save = (changes: Partial<Session>): void => {
    const used = { elapsedMs: ledger.elapsedMs(), spend: ledger.spent() };
    session = { ...session, ...changes, ...used, updatedAt: clock.now() };
    store.sessions.save(session);
  };
  const append = (type: EventType, body: JsonObject): void => {
    store.events.append({ session: session.id, at: clock.now(), type, body });
  };

  const step = async <T, U = T>(request: Step<T, U>): Promise<U> => {
    const { iteration, operator, part } = request;
    const path = [iteration, operator, ...(part === undefined ? [] : [part])].join("/");
    const noted = store.sessions.noted(session.id, path);
    if (noted !== undefined) return noted as U;
    checkpoint({ isNote: request.isNote ?? false });
    store.atomic(() => {
      if (session.iteration !== iteration) append("iteration-started", { iteration });
      save({ iteration, operator });
      append("operator-started", { iteration, operator, part: part ?? null });
    });
    onWritten();
    const result = await attempt(request);
    const kept = store.durable(() => {
      // Without `keep` the result is the answer, and U is T.
      const answer = request.keep === undefined ? (result as unknown as U) : request.keep(result);
      store.sessions.note(session.id, path, answer);
      save({});
      append("operator-finished", { iteration, operator, part: part ?? null, ...request.tell?.(answer) });
      return answer;
    });
    onWritten();
    return kept;
  };

  return {
    step,
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

/** An exhausted budget ends the session by name, not as an error. */
async function attempt<T, U>(request: Step<T, U>): Promise<T> {
  try {
    return await request.run();
  } catch (error) {
    if (error instanceof AppError && error.code === "budget-exhausted") {
      throw new SessionStop("cap", toErrorReport(error).message);
    }
    throw error;
  }
}
