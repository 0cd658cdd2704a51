import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

type Change = Parameters<WorkspaceClient["settings"]["save"]>[0];

/** Writes settings to workspace.yaml and reads them back. */
export function useSave() {
  const { queries } = useApp();
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (change: Change): Promise<void> => {
    setIsBusy(true);
    const done = await act(async (client) => await client.settings.save(change), []);
    setIsBusy(false);
    // Also after a refusal: it may be that the file was changed by hand.
    queries.invalidate(["settings"]);
    if (done.ok) toastDone(settingsStrings.saved);
    else toastProblem(done.error);
  };
  return { isBusy, save };
}
