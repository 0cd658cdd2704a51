import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useUndoToast } from "#renderer/navigation/use-step.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** What came of it: a commit, a proposal, or neither. */
type Landed = {
  readonly commit?: string | undefined;
  readonly proposal?: string | undefined;
  readonly done: string | null;
};

export type Landing<T> = {
  readonly branch: string;
  readonly ask: (client: WorkspaceClient) => Promise<T>;
};

/**
 * The one way in which a change of the registry is made from the window: a commit is told with its undo and the way to it, a
 * proposal leads to the desk; what refused it is kept to be shown.
 */
export function useLanding<T extends Landed>(onDone: (made: T) => void) {
  const act = useAct();
  const { queries } = useApp();
  const toastUndo = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const land = async ({ branch, ask }: Landing<T>): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    const done = await act(ask, ["resources", "history", "proposals", "sessions"]);
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      // What it was refused for may not have been told of yet.
      if (done.error.code === "head-moved") queries.invalidate(["resources"]);
      return;
    }
    const made = done.value;
    onDone(made);
    if (made.commit === undefined) {
      // To the desk, where what measuring it takes is said before anything is spent.
      if (made.proposal !== undefined) navigate(hrefTo("improve", ["proposal", made.proposal]));
      return;
    }
    toastUndo(
      formStrings.committed(made.done ?? ""),
      { commit: made.commit, branch },
      { label: formStrings.showCommit, href: hrefTo("lineage", [made.commit]) },
    );
  };
  return { land, isBusy, problem, forget: () => setProblem(null) };
}
