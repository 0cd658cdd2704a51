import { homedir } from "node:os";
import { dirname } from "node:path";
import { BrowserWindow, nativeTheme } from "electron";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { APP_PAGE } from "./app-scheme.ts";
import { keepOnPage } from "./guards.ts";
import { APP_NAME, ICON, ownFile, PRELOAD } from "./paths.ts";
import { keepWindowState, readWindowState } from "./window-state.ts";

/** The page's own grounds (--canvas), so that nothing flashes before its first paint. */
const GROUND = { dark: "#0e1217", light: "#f3f5f8" };

/** So far a window is put from the one before, both ways: else it would cover that. */
const STEP = 28;

export type WindowOptions = {
  readonly folder: string;
  /** How many windows there are already. */
  readonly others: number;
};

/**
 * A workspace's window, hidden until its page has painted. The page is loaded by `loadWindow`, once there is something to
 * serve.
 */
export function createWindow({ folder, others }: WindowOptions): BrowserWindow {
  const stateFile = ownFile("window.json");
  const kept = readWindowState(stateFile);
  const [x, y] = [(kept?.x ?? 0) + others * STEP, (kept?.y ?? 0) + others * STEP];
  const place = kept === null ? null : { x, y, width: kept.width, height: kept.height };
  const window = new BrowserWindow({
    ...(place ?? { width: 1440, height: 900 }),
    minWidth: 720,
    minHeight: 480,
    title: windowTitle(folder, homedir()),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    // Elsewhere it is part of the program's file.
    ...(process.platform === "linux" ? { icon: ICON } : {}),
    webPreferences: {
      preload: PRELOAD,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      // Its dictionaries would be fetched from the web.
      spellcheck: false,
    },
  });
  // The page knows nothing of windows, so its title is not the window's.
  window.on("page-title-updated", (event) => event.preventDefault());
  if (process.platform === "darwin") window.setRepresentedFilename(folder);
  keepOnPage(window.webContents);
  if (kept?.isMaximized === true) window.maximize();
  keepWindowState(window, stateFile, place);
  window.once("ready-to-show", () => window.show());
  return window;
}

/** Which workspace it is, and where that lies: "order-desk (~/Autogenesis Studio) – Autogenesis Studio". */
function windowTitle(folder: string, home: string): string {
  const above = dirname(folder);
  const isAtHome = above === home || above.startsWith(`${home}/`);
  const where = isAtHome ? `~${above.slice(home.length)}` : above;
  return `${workspaceName(folder)} (${where}) – ${APP_NAME}`;
}

export async function loadWindow(window: BrowserWindow): Promise<void> {
  await window.loadURL(APP_PAGE);
}

/** Has the page ask something in a dialog of its own: an address within it, so that nothing is loaded anew. */
export async function askInPage(window: BrowserWindow, ask: "delete-workspace"): Promise<void> {
  await window.loadURL(`${APP_PAGE}#/home?ask=${ask}`);
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
