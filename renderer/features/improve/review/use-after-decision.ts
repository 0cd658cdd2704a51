import { findUndoableOf } from "#renderer/app/undoable.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import type { Topic } from "#renderer/store/topics.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { followDecision } from "./follow-decision.ts";

/** What a decision makes old. */
export const DECIDED: readonly Topic[] = ["proposals", "sessions", "history", "resources"];

/** A session that waits for a decision, and the proposal it was made from, if that is still open too. */
export type HeldUp = { readonly session: string; readonly origin: string | null };

export type AfterDecision = {
  /** The session goes on if it may; `commit` is what an approval added. */
  readonly goOn: (commit: string | null) => Promise<void>;
  readonly undo: (commit: string) => Promise<void>;
};

/** What follows from a decision once its ten seconds are over, and what takes it back before. */
export function useAfterDecision(session: string | null, holdsUp: HeldUp | null): AfterDecision {
  const { client, queries, store } = useApp();
  const attempt = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  return {
    goOn: async (commit) => {
      if (session === null) return;
      await attempt(async () => {
        if (await followDecision(client, { session, commit })) queries.invalidate(DECIDED);
      });
    },
    undo: async (commit) => {
      await attempt(async () => {
        const done = findUndoableOf(await client.history.operations({ limit: 100 }), commit);
        // An undo steps back over the newest operation, whichever that is: if it is another one, it asks.
        if (done === null) {
          store.getState().openOverlay("undo");
          return;
        }
        await client.history.undo({ branch: done.branch });
        queries.invalidate(DECIDED);
        const waits = holdsUp === null ? "" : reviewStrings.staysWaiting(holdsUp.session);
        toastDone(`${reviewStrings.undone(done.label)} ${waits}`);
      });
    },
  };
}
