import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { settingsQuery } from "./settings-queries.ts";

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
    queries.retry(settingsQuery.key);
    if (done.ok) toastDone(settingsStrings.saved);
    else toastProblem(done.error);
  };
  return { isBusy, save };
}
