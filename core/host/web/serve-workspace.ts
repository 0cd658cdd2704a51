import type { AppError } from "#core/base/app-error.ts";
import { environmentSecrets } from "#core/app/models/secrets.ts";
import { openWorkspaceApart } from "#core/app/apart/open-apart.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { serveSocket } from "#core/host/connection/serve-socket.ts";
import { heldError, readHolder } from "#core/store/lock.ts";
import { createWebHost, type WebHost } from "./web-host.ts";

export type ServeOptions = {
  readonly folder: string;
  readonly port: number;
  readonly assets: string;
  readonly reportBug: (error: unknown) => void;
};

export type ServedWorkspace = WebHost & {
  /** Resolves, with the reason, when nothing can be run or written any more. It is to be closed then. */
  readonly lost: Promise<AppError>;
};

/**
 * Holds a workspace and serves it to browsers, and on its socket to command lines, until closed. Throws workspace-held
 * with the holder's name when another process has it, workspace-missing, port-taken.
 */
export async function serveWorkspace({
  folder,
  port,
  assets,
  reportBug,
}: ServeOptions): Promise<ServedWorkspace> {
  let web: WebHost | null = null;
  const workspace = await openWorkspaceApart({
    folder,
    host: "web host",
    reportBug,
    secrets: environmentSecrets,
    // Whoever reaches the socket may open the window as well, when the first address is used or gone [M5].
    freshAddress: () => web?.freshUrl() ?? null,
  });
  if (workspace === null) throw heldError(folder, readHolder(workspacePaths(folder).lock));
  const undoing = [workspace.close];
  const close = async (): Promise<void> => {
    for (const undo of undoing.toReversed()) await undo();
  };
  try {
    const socket = await serveSocket(folder, workspace.served);
    undoing.push(socket.close);
    workspace.lock.describe({ ...workspace.holder, socket: socket.address });
    web = await createWebHost({ served: workspace.served, port, assets, reportBug });
    undoing.push(web.close);
    return { ...web, lost: workspace.lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}
