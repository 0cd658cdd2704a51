import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/** What was done: the commit that it made, and the branch it is on, which need not be the one that is shown. */
export type Made = { readonly commit: string; readonly branch: string };

/**
 * Takes back what made a commit, and only that: where something else has been done on its branch since, the dialog asks
 * instead, because an undo steps back over the newest operation, whichever that is. `alsoSaid`: what follows from it.
 */
export function useUndo(): (made: Made, alsoSaid?: string) => Promise<void> {
  const { client, queries, store } = useApp();
  return async ({ commit, branch }, alsoSaid = "") => {
    try {
      const next = (await client.history.previewUndo({ branch }))?.operation;
      // A step of a tag made no commit: it only names the one that was newest.
      if (next?.after !== commit || next.tag !== null) {
        store.getState().openUndo(branch);
        return;
      }
      await client.history.undo({ branch, commit });
      queries.invalidate(["history", "resources", "proposals", "sessions"]);
      toastDone(`${shellStrings.undid(next.label)} ${alsoSaid}`.trim());
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
}

/** Tells that something was done, with the way to take it back. */
export function useUndoToast(): (message: string, made: Made) => void {
  const undo = useUndo();
  return (message, made) => toastDone(message, { label: uiStrings.undo, run: () => void undo(made) });
}
