import { existsSync } from "node:fs";
import { environmentSecrets } from "#core/app/models.ts";
import { initWorkspace, openWorkspace, type Workspace } from "#core/app/workspace.ts";
import { workspacePaths } from "#core/app/workspace-paths.ts";
import { serveSocket } from "#core/host/connection/serve-socket.ts";
import { heldError, readHolder } from "#core/store/lock.ts";
import { askToTryAgain } from "./dialogs.ts";
import { ownFile } from "./paths.ts";
import { openKeySafe } from "./secrets.ts";
import { createUtilityProcessHost } from "./utility-process-host.ts";

/**
 * Holds the workspace in this process and serves it to command lines, made first where there is none. While another
 * program holds it, a box says which and asks whether to try again; null when the answer is no.
 */
export async function openDesktopWorkspace(
  folder: string,
  reportBug: (error: unknown) => void,
): Promise<Workspace | null> {
  const paths = workspacePaths(folder);
  const processHost = createUtilityProcessHost();
  if (!existsSync(paths.database)) {
    await initWorkspace(folder, { from: "order-desk", houseSeed: 1 }, processHost);
  }
  const secrets = await openKeySafe(ownFile("keys.json"), environmentSecrets);
  for (;;) {
    const workspace = openWorkspace({ folder, host: "desktop", reportBug, secrets, processHost });
    if (workspace !== null) return await withSocket(workspace);
    if (!(await askToTryAgain(heldError(folder, readHolder(paths.lock))))) return null;
  }
}

async function withSocket(workspace: Workspace): Promise<Workspace> {
  try {
    const socket = await serveSocket(workspace.paths.folder, workspace.contextFor(workspace.person));
    workspace.lock.describe({ ...workspace.holder, socket: socket.address });
    return {
      ...workspace,
      close: async () => {
        await socket.close();
        await workspace.close();
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
