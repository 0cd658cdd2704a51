import type { ContractRouterClient } from "@orpc/contract";
import { historyContract } from "./history.ts";
import { resourcesContract } from "./resources.ts";
import { workspaceContract } from "./workspace.ts";

/** Everything that may be asked of a workspace, by any window, terminal or program. */
export const contract = {
  workspace: workspaceContract,
  history: historyContract,
  resources: resourcesContract,
};

/** The contract as its callers see it, whatever carries it. */
export type WorkspaceClient = ContractRouterClient<typeof contract>;
