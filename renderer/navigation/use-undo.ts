import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem, type ToastLink } from "#renderer/ui/toast.tsx";

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
      if (next?.after !== commit) {
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

/** Tells that something was done, with the way to take it back, and where it is to be seen. */
export function useUndoToast(): (message: string, made: Made, link?: ToastLink) => void {
  const undo = useUndo();
  return (message, made, link) =>
    toastDone(message, { label: uiStrings.undo, run: () => void undo(made) }, link);
}
