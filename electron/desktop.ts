import { BrowserWindow, Menu, protocol, session, shell } from "electron";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { environmentSecrets } from "#core/app/models/secrets.ts";
import { openRecent, recentFile, type RecentWorkspaces } from "#core/app/workspace/recent.ts";
import type { WindowAction } from "#core/contract/windows.ts";
import { APP_SCHEME, serveApp } from "./app-scheme.ts";
import { choosePlace, chooseWorkspace } from "./choose-workspace.ts";
import { createDesks, showFolder, type Desks } from "./desks.ts";
import { guardSession } from "./guards.ts";
import { showLicences } from "./licences.ts";
import { menuTemplate } from "./menu.ts";
import type { Named } from "./named-workspace.ts";
import { openWorkspaceAsking, type Opened } from "./open-workspace.ts";
import { ASSETS, ownFile, workspacesHome } from "./paths.ts";
import { askInPage } from "./window.ts";
import { createPortHandover } from "./port-handover.ts";
import { openKeySafe } from "./secrets.ts";

export type Desktop = {
  /**
   * Opens what the start names, else what was opened last, else the practice workspace. Null once a window is there; else
   * the exit code of a program whose person gave up.
   */
  readonly openFirst: (named: Named | null) => Promise<number | null>;
  /** Opens one more, or shows the window it has; null brings forward what is there. */
  readonly open: (named: Named | null) => Promise<void>;
  /** Pauses what runs and lets go of every workspace. */
  readonly close: () => Promise<void>;
};

export type DesktopParts = {
  readonly logFile: string;
  /** Writes a fault down. */
  readonly reportBug: (error: unknown) => void;
  /** Writes it down and shows it. */
  readonly tell: (error: unknown) => Promise<void>;
};

/** Everything from ready on. */
export async function createDesktop({ logFile, reportBug, tell }: DesktopParts): Promise<Desktop> {
  protocol.handle(APP_SCHEME.scheme, serveApp(ASSETS, reportBug));
  guardSession(session.defaultSession);
  const keys = await openKeySafe(ownFile("keys.json"), environmentSecrets);
  const recent = openRecent(placeOfRecent(), reportBug);
  const started = Promise.withResolvers<void>();
  let isStarting = true;

  const desks = createDesks({
    keys,
    ports: createPortHandover(),
    recent,
    reportBug,
    tell,
    isMac: process.platform === "darwin",
    act: async (action, folder) => await actions[action](folder),
    openAsked: async (path, from) => (await open({ path, isPractice: false }, from)).isOpen,
    onRecent: () => buildMenu(),
  });
  const open = async (named: Named, from: BrowserWindow | null): Promise<Opened> =>
    await openWorkspaceAsking(named, { hold: desks.open, reportBug, from, isStarting });
  const actions = createActions({ desks, recent, open, tell, onRecent: () => buildMenu() });

  /** What a menu does is about the window in front. */
  const run = (action: WindowAction) => (): void => {
    actions[action](desks.folderOf(BrowserWindow.getFocusedWindow())).catch(reportBug);
  };
  const buildMenu = (): void => {
    const template = menuTemplate({
      platform: process.platform,
      recent: recent.list(),
      newWorkspace: run("new"),
      openWorkspace: run("open"),
      openRecent: (path) => {
        open({ path, isPractice: false }, BrowserWindow.getFocusedWindow()).catch(reportBug);
      },
      clearRecent: run("clear-recent"),
      closeWorkspace: run("close"),
      showFolder: run("show-folder"),
      deleteWorkspace: () => {
        const folder = desks.folderOf(BrowserWindow.getFocusedWindow());
        const window = folder === null ? null : desks.windowOf(folder);
        if (window !== null) askInPage(window, "delete-workspace").catch(reportBug);
      },
      showLog: () => shell.showItemInFolder(logFile),
      showLicences: () => {
        showLicences().catch(tell);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  buildMenu();

  return {
    openFirst: async (named) => {
      const { isOpen, failure } = await open(named ?? newestOf(recent), null);
      if (!isOpen) return exitCodeOf(failure);
      isStarting = false;
      started.resolve();
      return null;
    },
    open: async (named) => {
      // Whoever starts the program twice in a row means the one that is just opening.
      await started.promise;
      if (named === null && desks.show()) return;
      await open(named ?? newestOf(recent), BrowserWindow.getFocusedWindow());
    },
    close: desks.closeAll,
  };
}

type ActionParts = {
  readonly desks: Desks;
  readonly recent: RecentWorkspaces;
  readonly open: (named: Named, from: BrowserWindow | null) => Promise<Opened>;
  readonly tell: (error: unknown) => Promise<void>;
  readonly onRecent: () => void;
};

type Actions = Readonly<Record<WindowAction, (folder: string | null) => Promise<boolean>>>;

/** What menu, page and palette do, about the workspace in this folder; null where there is none in front. */
function createActions({ desks, recent, open, tell, onRecent }: ActionParts): Actions {
  const openChosen =
    (choose: (parent: BrowserWindow | null) => Promise<string | null>) =>
    async (folder: string | null): Promise<boolean> => {
      const from = folder === null ? null : desks.windowOf(folder);
      const path = await choose(from);
      return path !== null && (await open({ path, isPractice: false }, from)).isOpen;
    };
  return {
    new: openChosen(choosePlace),
    open: openChosen(chooseWorkspace),
    "show-folder": async (folder) => {
      if (folder !== null) showFolder(folder);
      return await Promise.resolve(folder !== null);
    },
    "clear-recent": async () => {
      recent.clear();
      onRecent();
      return await Promise.resolve(true);
    },
    close: async (folder) => {
      // After the answer: it goes to a page that will be gone.
      if (folder !== null) setImmediate(() => void desks.close(folder).catch(tell));
      return await Promise.resolve(folder !== null);
    },
  };
}

/** By default it is the file of every host; a program that was given another folder for its own things keeps to that. */
function placeOfRecent(): string {
  const isNamed = (process.env["AUTOGENESIS_CONFIG"] ?? "") !== "";
  return (isNamed ? recentFile() : null) ?? ownFile("workspaces.json");
}

function newestOf(recent: RecentWorkspaces): Named {
  const [path] = recent.list();
  if (path !== undefined) return { path, isPractice: false };
  return { path: join(workspacesHome(), "order-desk"), isPractice: true };
}

/** A person who leaves a workspace to the program that has it, or changes their mind, has not met a fault. */
function exitCodeOf(failure: unknown): number {
  const isHeld = failure instanceof AppError && failure.code === "workspace-held";
  return failure === null || isHeld ? 0 : 1;
}
