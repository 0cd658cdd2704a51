import type { AppError } from "#core/base/app-error.ts";
import { createTurns } from "#core/base/turns.ts";
import type { HostWindows, OpenedWorkspace } from "#core/app/host-windows.ts";
import { deleteWorkspace, requireDeletable, type Deleted } from "#core/app/workspace/delete-workspace.ts";
import type { RecentWorkspaces } from "#core/app/workspace/recent.ts";
import { askFreshAddress } from "#core/host/connection/ask-fresh-address.ts";
import { followIdle } from "./follow-idle.ts";
import { serveWorkspace, type ServedWorkspace, type ServeOptions } from "./serve-workspace.ts";

/** So that the answer reaches the window whose workspace has gone, before its connection does. */
const FAREWELL_MS = 1000;

export type DeskParts = Omit<ServeOptions, "windows" | "folder" | "port" | "otlpPort"> & {
  readonly recent: RecentWorkspaces;
  /** How long a workspace that was opened from a window is held after its last use. */
  readonly idleMs: number;
  readonly windows: () => HostWindows;
  /** The last of them was deleted. */
  readonly onNone: () => void;
};

type Ports = Pick<ServeOptions, "port" | "otlpPort">;

/** The workspaces that this process serves to browsers, by their real folders. */
export type Desks = {
  /** Holds one for as long as the host lives. Throws what `serveWorkspace` throws. */
  readonly hold: (folder: string, ports: Ports) => Promise<ServedWorkspace>;
  /** An address of one, held from now on while it is used; of another host of browsers where that has it. */
  readonly open: (folder: string) => Promise<OpenedWorkspace>;
  readonly isOpen: (folder: string) => boolean;
  readonly any: () => ServedWorkspace | undefined;
  readonly delete: (folder: string, name: string) => Promise<Deleted>;
  readonly closeAll: () => Promise<void>;
};

export function createDesks(parts: DeskParts): Desks {
  const { recent, reportBug } = parts;
  const desks = new Map<string, ServedWorkspace>();
  /** By folder: two windows may ask at once. */
  const turns = createTurns();
  const hold = async (folder: string, ports: Ports): Promise<ServedWorkspace> => {
    const desk = await serveWorkspace({ ...parts, ...ports, folder, windows: parts.windows() });
    desks.set(folder, desk);
    recent.note(folder);
    return desk;
  };
  const letGo = async (folder: string, desk: ServedWorkspace): Promise<void> => {
    if (desks.get(folder) === desk) desks.delete(folder);
    await desk.close();
  };
  /** What is being opened is not nothing. */
  const endIfNone = async (): Promise<void> => {
    await Promise.allSettled(turns.pending());
    if (desks.size === 0) parts.onNone();
  };
  const holdWhileUsed = async (folder: string): Promise<ServedWorkspace> => {
    const desk = await hold(folder, { port: 0 });
    const close = async (isDue = (): boolean => true): Promise<boolean> => {
      const hasClosed = await turns.take(folder, async () => {
        // Somebody may have asked for its address while this waited.
        if (!isDue()) return false;
        await letGo(folder, desk);
        return true;
      });
      if (hasClosed) await endIfNone();
      return hasClosed;
    };
    followIdle(desk, { idleMs: parts.idleMs, reportBug, close });
    void desk.lost.then(async (reason: AppError) => {
      reportBug(reason);
      await close();
    });
    return desk;
  };
  return {
    hold,
    open: async (folder) =>
      await turns.take(folder, async () => {
        const url = desks.get(folder)?.freshUrl() ?? (await askFreshAddress(folder));
        return { done: true, url: url ?? (await holdWhileUsed(folder)).freshUrl() };
      }),
    isOpen: (folder) => desks.has(folder),
    any: () => [...desks.values()][0],
    delete: async (folder, name) =>
      await turns.take(folder, async () => {
        requireDeletable(folder, name);
        const desk = desks.get(folder);
        desks.delete(folder);
        await desk?.letGo();
        const closeLater = (ms: number): void => {
          if (desk !== undefined) setTimeout(() => void desk.close().catch(reportBug), ms).unref();
        };
        const deleted = await deleteWorkspace(folder, { name, host: "web host", trash: null }).catch(
          (error: unknown) => {
            closeLater(FAREWELL_MS);
            throw error;
          },
        );
        // The one that asked has its answer by then; the others learn why the line goes dead.
        if (desk !== undefined) setTimeout(() => desk.sayGone(), FAREWELL_MS).unref();
        closeLater(2 * FAREWELL_MS);
        recent.forget(folder);
        if (desks.size === 0) setTimeout(() => void endIfNone(), 2 * FAREWELL_MS);
        return deleted;
      }),
    closeAll: async () => {
      await Promise.allSettled(turns.pending());
      const closings = await Promise.allSettled([...desks.values()].map(async (desk) => desk.close()));
      const failed = closings.find((closing) => closing.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}
