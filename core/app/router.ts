import { os } from "./context.ts";
import { historyHandlers } from "./handlers/history.ts";
import { resourcesHandlers } from "./handlers/resources.ts";
import { workspaceHandlers } from "./handlers/workspace.ts";

/** The contract implemented: total, or it does not compile. */
export const router = os.router({
  workspace: workspaceHandlers,
  history: historyHandlers,
  resources: resourcesHandlers,
});
