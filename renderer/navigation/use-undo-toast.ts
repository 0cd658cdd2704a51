import { findUndoableOf } from "./undoable.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/**
 * A toast that takes back what was just done. It undoes only that: where something else has been done since, it asks by
 * the undo dialog instead, because an undo steps back over the newest operation, whichever that is.
 */
export function useUndoToast(): (message: string, commit: string) => void {
  const { client, queries, store } = useApp();
  const undo = async (commit: string): Promise<void> => {
    try {
      const done = findUndoableOf(await client.history.operations({ limit: 100 }), commit);
      if (done === null) {
        store.getState().openOverlay("undo");
        return;
      }
      await client.history.undo({ branch: done.branch });
      queries.invalidate(["history", "resources", "proposals", "sessions"]);
      toastDone(shellStrings.undid(done.label));
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  return (message, commit) => toastDone(message, { label: uiStrings.undo, run: () => void undo(commit) });
}
