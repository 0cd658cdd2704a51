import { BrowserWindow, nativeTheme } from "electron";
import { APP_PAGE } from "./app-scheme.ts";
import { APP_NAME, ownFile, PRELOAD } from "./paths.ts";
import { keepWindowState, readWindowState } from "./window-state.ts";

/** The page's own grounds (--canvas), so that nothing flashes before its first paint. */
const GROUND = { dark: "#0e1217", light: "#f3f5f8" };

/** The one window, hidden until its page has painted. The page is loaded by `loadWindow`, once there is something to serve. */
export function createWindow(): BrowserWindow {
  const stateFile = ownFile("window.json");
  const { isMaximized = false, ...place } = readWindowState(stateFile) ?? { width: 1440, height: 900 };
  const window = new BrowserWindow({
    ...place,
    minWidth: 720,
    minHeight: 480,
    title: APP_NAME,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
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
  if (isMaximized) window.maximize();
  keepWindowState(window, stateFile);
  window.once("ready-to-show", () => window.show());
  return window;
}

export async function loadWindow(window: BrowserWindow): Promise<void> {
  await window.loadURL(APP_PAGE);
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
