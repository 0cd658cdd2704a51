import type { AppError } from "#core/base/app-error.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import { environmentSecrets } from "#core/app/models/secrets.ts";
import { openWorkspaceApart, type ApartWorkspace } from "#core/app/apart/open-apart.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { serveSocket } from "#core/host/connection/serve-socket.ts";
import { createTraceReceiver } from "#core/host/otlp/receive-traces.ts";
import type { Served } from "#core/app/served.ts";
import { heldError, readHolder } from "#core/store/lock.ts";
import { createWebHost, type WebHost } from "./web-host.ts";

export type ServeOptions = {
  readonly folder: string;
  readonly port: number;
  readonly assets: string;
  readonly reportBug: (error: unknown) => void;
  /** What its windows may ask of the host about other workspaces. */
  readonly windows?: HostWindows;
  /** A port to take traces of other programs on from the beginning; left out, that is off until somebody switches it on. */
  readonly otlpPort?: number;
};

export type ServedWorkspace = WebHost & {
  /** Where it takes traces of other programs; null while it does not. */
  readonly otlpPort: () => number | null;
  /** Resolves, with the reason, when nothing can be run or written any more. It is to be closed then. */
  readonly lost: Promise<AppError>;
  /** Whether a window or a command is connected, or something runs. */
  readonly isInUse: () => Promise<boolean>;
  /** Lets go of the workspace, and still answers the window that asked for it. */
  readonly letGo: () => Promise<void>;
  /** Whether it is held no longer. */
  readonly isClosed: () => boolean;
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
  windows,
  otlpPort,
}: ServeOptions): Promise<ServedWorkspace> {
  let web: WebHost | null = null;
  let served: Served | null = null;
  const receiver = createTraceReceiver({ served: () => served, reportBug });
  const workspace = await openWorkspaceApart({
    folder,
    host: "web host",
    reportBug,
    secrets: environmentSecrets,
    // Whoever reaches the socket may open the window as well, when the first address is used or gone [M5].
    freshAddress: () => web?.freshUrl() ?? null,
    ...(windows === undefined ? {} : { windows }),
    receiver,
  });
  if (workspace === null) throw heldError(folder, readHolder(workspacePaths(folder).lock));
  ({ served } = workspace);
  const undoing = [workspace.close, receiver.stop];
  let isClosed = false;
  const close = async (): Promise<void> => {
    isClosed = true;
    for (const undo of undoing.splice(0).toReversed()) await undo();
  };
  try {
    if (otlpPort !== undefined) await receiver.start(otlpPort);
    const socket = await serveSocket(folder, workspace.served);
    undoing.push(socket.close);
    workspace.lock.describe({ ...workspace.holder, socket: socket.address });
    web = await createWebHost({ served: workspace.served, port, assets, reportBug });
    const host = web;
    undoing.push(host.close);
    return {
      ...host,
      otlpPort: receiver.port,
      lost: workspace.lost,
      isInUse: async () => host.countWindows() + socket.count() > 0 || (await isRunning(workspace)),
      letGo: async () => {
        undoing.pop();
        await close();
        undoing.push(host.close);
      },
      isClosed: () => isClosed,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function isRunning({ client, served }: ApartWorkspace): Promise<boolean> {
  if (served.context.runtime.tracing.openTraces().length > 0) return true;
  return (await client.sessions.list()).some(({ state }) => state === "running");
}
