import type { TaggedDocument } from "#core/contract/tags.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem, type ToastAction } from "#renderer/ui/toast.tsx";

/** The way back over one step of a tag, for the toast that tells of it; nothing where it was there already. */
export function useUndoTag(): (done: TaggedDocument) => ToastAction | undefined {
  const act = useAct();
  const branch = useShownBranch();
  const { openStep } = useApp().store.getState();
  return ({ operation }) => {
    if (operation === null) return undefined;
    const run = async (): Promise<void> => {
      const undone = await act(
        async (client) => await client.history.undo({ operation }),
        ["history", "resources"],
      );
      if (undone.ok) toastDone(undone.value.done);
      // Something else was done since: what is next is asked about, as everywhere.
      else if (undone.error.code === "head-moved" && branch !== null) openStep("undo", branch);
      else toastProblem(undone.error);
    };
    return { label: uiStrings.undo, run: () => void run(), isStep: true };
  };
}
