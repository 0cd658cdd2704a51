import { openToRead, openWorkspace, type ReadOnlyWorkspace } from "#core/app/workspace/workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { environmentSecrets } from "#core/app/models/models.ts";
import { sleep, monotonicClock } from "#core/app/system.ts";
import { heldError, isLocked, readHolder, type Holder } from "#core/store/lock.ts";
import { isOwnSocket } from "#core/store/own-file.ts";
import { dialSocket, type Connection } from "./dial-socket.ts";
import { serveSocket } from "./serve-socket.ts";

/** How long a command waits for a holder that has the lock but does not answer yet. */
const PATIENCE_MS = 5000;

/**
 * A client of the workspace in this folder: in this process when nobody holds it (it is then held, and served to
 * others, until closed), else in the process that does. Throws workspace-missing, and workspace-held when the holder
 * does not answer [S8].
 */
export async function connect(folder: string, reportBug: (error: unknown) => void): Promise<Connection> {
  const paths = workspacePaths(folder);
  const startedAt = monotonicClock.now();
  for (;;) {
    const own = await openHere(folder, reportBug);
    if (own !== null) return own;
    const holder = readHolder(paths.lock);
    const remote = holder === null ? null : await dialOwn(holder);
    if (remote !== null) return remote;
    if (monotonicClock.now() - startedAt >= PATIENCE_MS) throw heldError(folder, holder);
    await sleep(100);
  }
}

/**
 * A client that only reads: of the process that holds the workspace when one answers, else of the file as it is, without
 * the lock. Throws workspace-missing, and read-only on a file of an older form, which only writing brings up to date.
 */
export async function connectToRead(
  folder: string,
  reportBug: (error: unknown) => void,
  asImage = true,
): Promise<ReadConnection> {
  const remote = await dialHolder(workspacePaths(folder).lock);
  if (remote !== null) return { ...remote, isCurrent: () => true };
  const secrets = environmentSecrets;
  const { client, close, isCurrent } = openToRead({
    folder,
    host: "command line",
    reportBug,
    secrets,
    asImage,
  });
  return { client, explain: (thrown) => thrown, close, isCurrent };
}

export type ReadConnection = Connection & Pick<ReadOnlyWorkspace, "isCurrent">;

/** A new address for a browser from whoever serves this workspace to browsers; null where nobody does. */
export async function askFreshAddress(folder: string): Promise<string | null> {
  const holder = await dialHolder(workspacePaths(folder).lock);
  if (holder === null) return null;
  try {
    return (await holder.client.workspace.freshAddress()).url;
  } finally {
    await holder.close();
  }
}

/** A holder that is busy gets as long as one that is waited for: what is going on, only it can tell. */
async function dialHolder(lockPath: string): Promise<Connection | null> {
  const startedAt = monotonicClock.now();
  for (;;) {
    const holder = readHolder(lockPath);
    // A note alone proves nothing: one that came with the folder would have its author answer for the workspace.
    if (holder === null || !isRunning(holder.pid) || !isLocked(lockPath)) return null;
    const remote = await dialOwn(holder);
    if (remote !== null || monotonicClock.now() - startedAt >= PATIENCE_MS) return remote;
    await sleep(100);
  }
}

/** Only at a socket of this user's: whoever listens anywhere else is not the holder [S13]. */
async function dialOwn({ socket }: Holder): Promise<Connection | null> {
  return socket === null || !isOwnSocket(socket) ? null : await dialSocket(socket);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one that runs.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function openHere(folder: string, reportBug: (error: unknown) => void): Promise<Connection | null> {
  const host = "command line";
  const workspace = openWorkspace({ folder, host, reportBug, secrets: environmentSecrets });
  if (workspace === null) return null;
  const server = await serveSocket(folder, workspace.served).catch(async (error: unknown) => {
    await workspace.close();
    throw error;
  });
  workspace.lock.describe({ ...workspace.holder, socket: server.address });
  return {
    client: workspace.client,
    explain: (thrown) => thrown,
    close: async () => {
      await server.drain();
      await workspace.close();
    },
  };
}
