import { AppError } from "#core/base/app-error.ts";
import type { Session } from "#core/domain/session.ts";
import type { SessionStop } from "#core/evolution/session-journal.ts";

type Running = Pick<Session, "id" | "branch"> & {
  readonly stopper: AbortController;
  readonly done: Promise<Session>;
};

/** The sessions that run in this process: on each branch one at most, since two would pull its head apart [S21]. */
export type RunningSessions = {
  readonly find: (id: string) => Running | null;
  readonly on: (branch: string) => Running | null;
  readonly list: () => ReadonlyArray<Pick<Session, "id" | "branch">>;
  /** Throws session-busy where another one runs on the branch, or none begins any more. */
  readonly refuseBusy: (branch: string) => void;
  /** It has its place from before it begins until it is done. Throws what keeps it from beginning; it has none then. */
  readonly add: (
    running: Omit<Running, "done">,
    begin: () => Promise<Session>,
    onDone: () => void,
  ) => Promise<Session>;
  /** Ends them all, and lets none begin from now on. */
  readonly close: (stop: SessionStop) => Promise<void>;
};

export function createRunningSessions(): RunningSessions {
  const byBranch = new Map<string, Running>();
  let isClosed = false;
  return {
    find: (id) => [...byBranch.values()].find((each) => each.id === id) ?? null,
    on: (branch) => byBranch.get(branch) ?? null,
    list: () => [...byBranch.values()].map(({ id, branch }) => ({ id, branch })),
    refuseBusy: (branch) => {
      if (isClosed) throw closing();
      const running = byBranch.get(branch);
      if (running !== undefined) throw busy(running);
    },
    add: (running, begin, onDone) => {
      const { promise: done, ...begun } = Promise.withResolvers<Session>();
      byBranch.set(running.branch, { ...running, done });
      const leave = (): void => {
        byBranch.delete(running.branch);
        onDone();
      };
      void done.then(leave, leave);
      try {
        begun.resolve(begin());
      } catch (error) {
        begun.reject(error);
        throw error;
      }
      return done;
    },
    close: async (stop) => {
      isClosed = true;
      const running = [...byBranch.values()];
      for (const { stopper } of running) stopper.abort(stop);
      // What one of them died of was reported, and the workspace closes all the same.
      await Promise.allSettled(running.map(async ({ done }) => done));
    },
  };
}

function busy({ id, branch }: Running): AppError {
  return new AppError("session-busy", `Session ${id} is running on branch ${branch}.`, {
    hint: "Pause or stop it first, or work on another branch: two sessions would pull the head of one apart.",
  });
}

function closing(): AppError {
  return new AppError("session-busy", "The workspace is being closed.", {
    hint: "Open it again, then go on.",
  });
}
