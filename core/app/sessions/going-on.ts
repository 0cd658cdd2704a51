import { AppError } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import { GRACE_MS, isUnblocked } from "#core/domain/hold-up.ts";
import type { Store } from "#core/store/store.ts";

/** Sessions that waited for a decision and go on by themselves, once the time to take it back is over. */
export type GoingOn = {
  /** A proposal of the session was decided; `commit` is what that added, null for a refusal. */
  readonly after: (session: string, commit: string | null) => void;
  /** Does not wait any longer. Answers whether the session went on. */
  readonly now: (session: string) => Promise<boolean>;
  /** The session waits until somebody resumes it. */
  readonly holdBack: (session: string) => void;
  /** Those that will go on, and when (Unix ms). */
  readonly list: () => ReadonlyArray<{ readonly session: string; readonly at: number }>;
  readonly close: () => void;
};

type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly resume: (session: string) => Promise<void>;
  /** One went on, or could not: it is listed no more. */
  readonly onSettled: () => void;
  readonly reportBug: (error: unknown) => void;
};

type Pending = {
  readonly at: number;
  readonly commit: string | null;
  readonly timer: ReturnType<typeof setTimeout>;
};

/**
 * Kept in this process and written nowhere: a session is waiting until it goes on, so whatever ends the process leaves
 * it waiting, and everybody who looks sees that nothing holds it up [W5].
 */
export function createGoingOn({ store, clock, resume, onSettled, reportBug }: Parts): GoingOn {
  const pending = new Map<string, Pending>();
  /** Whose resume has begun: listed until it has come to something, so that nobody sees it stand still in between. */
  const leaving = new Set<Pending>();
  const drop = (session: string): void => {
    clearTimeout(pending.get(session)?.timer);
    pending.delete(session);
  };
  const goOn = async (session: string): Promise<boolean> => {
    const found = pending.get(session);
    if (found === undefined || leaving.has(found)) return false;
    clearTimeout(found.timer);
    leaving.add(found);
    try {
      if (!mayGoOn(store, session, found.commit)) return false;
      await resume(session);
      return true;
    } finally {
      leaving.delete(found);
      if (pending.get(session) === found) pending.delete(session);
      onSettled();
    }
  };
  const goOnByItself = async (session: string): Promise<void> => {
    try {
      await goOn(session);
    } catch (error) {
      // Another session runs, or a model is not there: this one waits on, as is shown.
      if (!(error instanceof AppError)) reportBug(error);
    }
  };
  return {
    after: (session, commit) => {
      drop(session);
      if (!mayGoOn(store, session, commit)) return;
      const timer = setTimeout(() => void goOnByItself(session), GRACE_MS);
      // Nothing else keeps a process alive for it.
      timer.unref();
      pending.set(session, { at: clock.now() + GRACE_MS, commit, timer });
    },
    now: goOn,
    holdBack: drop,
    list: () =>
      [...pending]
        .filter(([session, { commit }]) => mayGoOn(store, session, commit))
        .map(([session, { at }]) => ({ session, at })),
    close: () => {
      for (const session of pending.keys()) drop(session);
    },
  };
}

/** Whether it waits, nothing is left to decide, and the decision was not taken back. */
function mayGoOn(store: Store, id: string, commit: string | null): boolean {
  const session = store.sessions.find(id);
  if (session === null || (commit !== null && store.operations.isUndone(commit))) return false;
  const proposals = store.proposals.ofSession(id).map((proposal) => ({
    ...proposal,
    verdict: store.proposals.assessment(proposal.id)?.verdict ?? null,
  }));
  return isUnblocked(session, proposals);
}
