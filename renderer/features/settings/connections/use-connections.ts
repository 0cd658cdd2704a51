import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { connectionsQuery } from "#renderer/models/model-queries.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** Changes connections; what was refused is answered, for whoever asked to say where it belongs. */
export function useConnections() {
  const { queries } = useApp();
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const change = async (ask: (client: WorkspaceClient) => Promise<unknown>): Promise<Problem | null> => {
    setIsBusy(true);
    const done = await act(ask, ["settings"]);
    setIsBusy(false);
    // At once, and after a refusal too: it may be that the file was changed by hand.
    queries.retry(connectionsQuery.key);
    return done.ok ? null : done.error;
  };
  return { isBusy, change };
}
