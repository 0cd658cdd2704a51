import { realpathSync } from "node:fs";
import { shell, type BrowserWindow } from "electron";
import type { HostWindows, OpenedWorkspace } from "#core/app/host-windows.ts";
import type { KeySafe } from "#core/app/models/secrets.ts";
import type { ApartWorkspace } from "#core/app/apart/open-apart.ts";
import { WINDOW_ACTIONS, type WindowAction } from "#core/contract/windows.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import type { RecentWorkspaces } from "#core/app/workspace/recent.ts";
import { holdWorkspace, makeWorkspace } from "./desktop-workspace.ts";
import type { PortHandover } from "./port-handover.ts";
import { deleteFrom } from "./delete-desk.ts";
import { recoverPage } from "./recover.ts";
import { createTurns } from "#core/base/turns.ts";
import { createWindow, focusWindow, loadWindow } from "./window.ts";

/** A workspace that is open, with its window; on macOS that may have been closed, and the workspace goes on. */
type Desk = { readonly folder: string; readonly workspace: ApartWorkspace; window: BrowserWindow };

export type DeskParts = {
  readonly keys: KeySafe;
  readonly ports: PortHandover;
  readonly recent: RecentWorkspaces;
  readonly reportBug: (error: unknown) => void;
  /** For what a person has to know, though nothing can be asked of them. */
  readonly tell: (error: unknown) => Promise<void>;
  readonly isMac: boolean;
  /** What a window of this workspace may ask of the program. */
  readonly act: (action: WindowAction, folder: string) => Promise<boolean>;
  readonly openAsked: (folder: string, from: BrowserWindow) => Promise<boolean>;
  /** The list of recent ones has changed. */
  readonly onRecent: () => void;
};

export type Desks = {
  /** Opens the workspace in this folder, or shows the window it has. Throws what `holdWorkspace` throws. */
  readonly open: (folder: string) => Promise<void>;
  readonly windowOf: (folder: string) => BrowserWindow | null;
  readonly folderOf: (window: BrowserWindow | null) => string | null;
  /** Brings every window to the front, made anew where it was closed; false when nothing is open. */
  readonly show: () => boolean;
  /** Pauses what runs in it and lets go of it; its window goes too. */
  readonly close: (folder: string) => Promise<void>;
  readonly closeAll: () => Promise<void>;
};

/** One process holds all workspaces that are open in the desktop, each with a window of its own. */
export function createDesks(parts: DeskParts): Desks {
  const { recent, reportBug, tell, isMac } = parts;
  const desks = new Map<string, Desk>();
  /** By folder. */
  const turns = createTurns();

  const letGo = async (folder: string): Promise<void> => {
    const desk = desks.get(folder);
    if (desk === undefined) return;
    desks.delete(folder);
    if (!desk.window.isDestroyed()) desk.window.destroy();
    await desk.workspace.close();
  };
  const close = async (folder: string): Promise<void> => await turns.take(folder, async () => letGo(folder));

  const makeWindow = (folder: string, workspace: ApartWorkspace): BrowserWindow => {
    const window = createWindow({ folder, others: desks.size });
    const stopAccepting = parts.ports.accept(window.webContents, workspace.served);
    window.once("closed", () => {
      stopAccepting();
      // On macOS a program lives on without windows, and a running session with it.
      if (!isMac) close(folder).catch(tell);
    });
    recoverPage(window, {
      reportBug,
      reload: () => {
        if (window.isDestroyed()) show(folder);
        else window.webContents.reload();
      },
      close: () => {
        close(folder).catch(tell);
      },
    });
    loadWindow(window).catch(reportBug);
    return window;
  };

  const show = (folder: string): boolean => {
    const desk = desks.get(folder);
    if (desk === undefined) return false;
    if (desk.window.isDestroyed()) desk.window = makeWindow(folder, desk.workspace);
    else focusWindow(desk.window);
    return true;
  };

  const hold = async (folder: string): Promise<void> => {
    const windows = windowsOf(folder, parts, {
      findWindow: () => desks.get(folder)?.window,
      isOpen: (other) => desks.has(other),
      letGo: async (other) => letGo(other),
      take: turns.take,
    });
    const workspace = await holdWorkspace(folder, {
      keys: parts.keys,
      windows,
      reportBug,
      tell: (fault) => void tell(fault),
    });
    // Nothing of it can be run or written any more: the person is told, and opens it again.
    void workspace.lost.then(async (reason) => tell(reason)).then(async () => close(folder).catch(tell));
    desks.set(folder, { folder, workspace, window: makeWindow(folder, workspace) });
    recent.note(folder);
    parts.onRecent();
  };

  return {
    open: async (path) => {
      const folder = realFolder(path);
      await turns.take(folder, async () => {
        if (!show(folder)) await hold(folder);
      });
    },
    windowOf: (folder) => desks.get(folder)?.window ?? null,
    folderOf: (window) => {
      const all = [...desks.values()];
      // Where there is but one, it is meant also while a menu or the developer tools are in front.
      const only = window === null && all.length === 1 ? all[0] : undefined;
      return (only ?? all.find((desk) => desk.window === window))?.folder ?? null;
    },
    show: () => [...desks.keys()].map(show).length > 0,
    close,
    closeAll: async () => {
      const closings = await Promise.allSettled([...turns.pending(), ...[...desks.keys()].map(close)]);
      const failed = closings.find((closing) => closing.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}

type Around = {
  readonly findWindow: () => BrowserWindow | undefined;
  readonly isOpen: (folder: string) => boolean;
  readonly letGo: (folder: string) => Promise<void>;
  readonly take: <T>(folder: string, work: () => Promise<T>) => Promise<T>;
};

/** What the program does for the window of one workspace, beside it. */
function windowsOf(folder: string, parts: DeskParts, around: Around): HostWindows {
  const { recent, act, openAsked, onRecent, tell } = parts;
  const open = async (other: string): Promise<OpenedWorkspace> => {
    const from = around.findWindow();
    return { done: from !== undefined && (await openAsked(other, from)), url: null };
  };
  return {
    actions: WINDOW_ACTIONS,
    hasTrash: true,
    recent: recent.list,
    forget: (other) => {
      recent.forget(other);
      onRecent();
    },
    act: async (action) => await act(action, folder),
    open,
    make: async (place, seed) => {
      await makeWorkspace(place, seed);
      return await open(realFolder(place));
    },
    isOpenHere: around.isOpen,
    delete: async (other, name) => {
      const forget = (): void => {
        recent.forget(other);
        onRecent();
      };
      return await deleteFrom({ folder: other, name, isOwn: other === folder }, { ...around, forget, tell });
    },
  };
}

/** By whatever links it was named, it is one workspace. */
function realFolder(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Shows where the workspace's files are. */
export function showFolder(folder: string): void {
  shell.showItemInFolder(workspacePaths(folder).database);
}
