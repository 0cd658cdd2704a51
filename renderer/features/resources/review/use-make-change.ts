import { useState } from "react";
import type { ChangedDocument } from "#core/contract/resources.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useUndoToast } from "#renderer/navigation/use-step.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import type { ReviewedChange } from "./asked-change.ts";

/** Makes a change of the registry, as a commit or as a proposal; what refused it is kept to be shown. */
export function useMakeChange(onDone: (made: ChangedDocument, as: "commit" | "proposal") => void) {
  const act = useAct();
  const { queries } = useApp();
  const toastUndo = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async (change: ReviewedChange, as: "commit" | "proposal"): Promise<void> => {
    setIsBusy(true);
    const { branch, read } = change;
    const asked = { branch, read, edits: [...change.edits], message: change.message.trim(), as };
    const done = await act(
      async (client) => await client.resources.change(asked),
      ["resources", "history", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      // What it was refused for may not have been told of yet.
      if (done.error.code === "head-moved") queries.invalidate(["resources"]);
      return;
    }
    const made = done.value;
    onDone(made, as);
    if (made.commit === undefined) {
      // To the desk, where what measuring it takes is said before anything is spent.
      if (made.proposal !== undefined) navigate(hrefTo("improve", ["proposal", made.proposal]));
      return;
    }
    toastUndo(
      formStrings.committed(asked.message),
      { commit: made.commit, branch },
      { label: formStrings.showCommit, href: hrefTo("lineage", [made.commit]) },
    );
  };
  return { make, isBusy, problem, forget: () => setProblem(null) };
}
