import type { ContractRouterClient } from "@orpc/contract";
import { branchesContract } from "./branches.ts";
import { connectionsContract } from "./connections.ts";
import { dataContract } from "./data.ts";
import { evaluationsContract } from "./evaluations.ts";
import { filesContract } from "./files.ts";
import { historyContract } from "./history.ts";
import { homeContract } from "./home.ts";
import { offerContract } from "./offer.ts";
import { proposalsContract } from "./proposals.ts";
import { replaysContract } from "./replays.ts";
import { resolveContract } from "./resolve.ts";
import { resourcesContract } from "./resources.ts";
import { runsContract } from "./runs.ts";
import { sessionsContract } from "./sessions.ts";
import { settingsContract } from "./settings.ts";
import { tagsContract } from "./tags.ts";
import { tokensContract } from "./tokens.ts";
import { tracesContract } from "./traces.ts";
import { windowsContract } from "./windows.ts";
import { workspaceContract } from "./workspace.ts";

/** Everything that may be asked of a workspace, by any window, terminal or program. */
export const contract = {
  workspace: workspaceContract,
  history: historyContract,
  branches: branchesContract,
  tags: tagsContract,
  resources: resourcesContract,
  resolve: resolveContract,
  tokens: tokensContract,
  files: filesContract,
  offer: offerContract,
  data: dataContract,
  runs: runsContract,
  evaluations: evaluationsContract,
  sessions: sessionsContract,
  proposals: proposalsContract,
  traces: tracesContract,
  replays: replaysContract,
  home: homeContract,
  connections: connectionsContract,
  settings: settingsContract,
  windows: windowsContract,
};

/** The contract as its callers see it, whatever carries it. */
export type WorkspaceClient = ContractRouterClient<typeof contract>;
