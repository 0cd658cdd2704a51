import { monotonicClock, sleep } from "#core/app/system.ts";
import { isLocked, readHolder, type Holder } from "#core/store/lock.ts";
import { isOwnSocket } from "#core/store/own-file.ts";
import type { Connection } from "./dial-socket.ts";

/** How long a command waits for a holder that has the lock but does not answer yet. */
export const PATIENCE_MS = 5000;

/** A holder that is busy gets as long as one that is waited for: what is going on, only it can tell. */
export async function dialHolder(lockPath: string): Promise<Connection | null> {
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
export async function dialOwn({ socket }: Holder): Promise<Connection | null> {
  if (socket === null || !isOwnSocket(socket)) return null;
  // Most workspaces are held by nobody: what speaks over sockets is loaded where somebody is to be asked.
  const { dialSocket } = await import("./dial-socket.ts");
  return dialSocket(socket);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one that runs.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
