import { os } from "./context.ts";
import { branchesHandlers } from "./handlers/branches.ts";
import { dataHandlers } from "./handlers/data.ts";
import { historyHandlers } from "./handlers/history.ts";
import { homeHandlers } from "./handlers/home.ts";
import { offerHandlers } from "./handlers/offer.ts";
import { proposalsHandlers } from "./handlers/proposals.ts";
import { resourcesHandlers } from "./handlers/resources.ts";
import { runsHandlers } from "./handlers/runs.ts";
import { sessionsHandlers } from "./handlers/sessions.ts";
import { settingsHandlers } from "./handlers/settings.ts";
import { tracesHandlers } from "./handlers/traces.ts";
import { windowsHandlers } from "./handlers/windows.ts";
import { workspaceHandlers } from "./handlers/workspace.ts";

/** One file for each part of the contract. */
export const handlers = {
  workspace: workspaceHandlers,
  history: historyHandlers,
  branches: branchesHandlers,
  resources: resourcesHandlers,
  offer: offerHandlers,
  data: dataHandlers,
  runs: runsHandlers,
  sessions: sessionsHandlers,
  proposals: proposalsHandlers,
  traces: tracesHandlers,
  home: homeHandlers,
  settings: settingsHandlers,
  windows: windowsHandlers,
};

/** The contract implemented: total, or it does not compile. */
export const router = os.router(handlers);
