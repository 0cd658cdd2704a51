import { environmentSecrets } from "#core/app/models/secrets.ts";
import { monotonicClock, sleep } from "#core/app/system.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { heldError, readHolder } from "#core/store/lock.ts";
import { dialOwn, PATIENCE_MS } from "./dial-holder.ts";
import type { Connection } from "./dial-socket.ts";
import { serveSocket } from "./serve-socket.ts";

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
