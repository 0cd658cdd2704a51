import { useUndo } from "#renderer/navigation/use-step.ts";
import { useApp } from "#renderer/store/app-context.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { toProblem } from "#renderer/store/problem.ts";
import type { Topic } from "#renderer/store/topics.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/** What a decision makes old. */
export const DECIDED: readonly Topic[] = ["proposals", "sessions", "history", "resources"];

/** A session that waits for a decision, and the proposal it was made from, if that is still open too. */
export type HeldUp = { readonly session: string; readonly origin: string | null };

export type AfterDecision = {
  /** The session goes on at once. */
  readonly goOn: () => Promise<void>;
  /** It does not go on by itself. */
  readonly holdBack: () => Promise<void>;
  readonly undo: (commit: string) => Promise<void>;
};

/** While the host still waits before the session goes on: what hurries it, and what takes the decision back. */
export function useAfterDecision({ session, branch }: Proposal, holdsUp: HeldUp | null): AfterDecision {
  const { client, queries } = useApp();
  const undo = useUndo();
  const attempt = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  return {
    goOn: async () => {
      if (session === null) return;
      await attempt(async () => {
        await client.sessions.goOn({ session });
        queries.invalidate(DECIDED);
      });
    },
    holdBack: async () => {
      if (session === null) return;
      await attempt(async () => {
        await client.sessions.holdBack({ session });
        queries.invalidate(DECIDED);
        toastDone(reviewStrings.staysWaiting(session));
      });
    },
    undo: async (commit) =>
      await undo({ commit, branch }, holdsUp === null ? "" : reviewStrings.staysWaiting(holdsUp.session)),
  };
}
