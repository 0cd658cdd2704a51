import { app, Menu, protocol, session, shell, type BrowserWindow } from "electron";
import type { Workspace } from "#core/app/workspace.ts";
import { APP_SCHEME, serveApp } from "./app-scheme.ts";
import { openDesktopWorkspace } from "./desktop-workspace.ts";
import { askToReload } from "./dialogs.ts";
import { guardSession } from "./guards.ts";
import { menuTemplate } from "./menu.ts";
import { ASSETS, workspaceFolder } from "./paths.ts";
import { acceptPorts } from "./port-handover.ts";
import { createWindow, focusWindow, loadWindow } from "./window.ts";

export type Desktop = {
  /** Brings the window to the front; on macOS it may have been closed, and is made anew. */
  readonly show: () => void;
  /** Pauses what runs and lets go of the workspace. */
  readonly close: () => Promise<void>;
};

/** Everything from ready to the first view; null when the person chose to quit instead. */
export async function openDesktop(reportBug: (error: unknown) => void): Promise<Desktop | null> {
  protocol.handle(APP_SCHEME.scheme, serveApp(ASSETS, reportBug));
  guardSession(session.defaultSession);
  const workspace = await openDesktopWorkspace(workspaceFolder(), reportBug);
  if (workspace === null) return null;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        showWorkspace: () => shell.showItemInFolder(workspace.paths.database),
      }),
    ),
  );
  const show = (): void => {
    if (window.isDestroyed()) window = openWindow(workspace, { show, reportBug });
    else focusWindow(window);
  };
  let window = openWindow(workspace, { show, reportBug });
  return {
    show,
    close: workspace.close,
  };
}

type WindowParts = { readonly show: () => void; readonly reportBug: (error: unknown) => void };

function openWindow(workspace: Workspace, { show, reportBug }: WindowParts): BrowserWindow {
  const window = createWindow();
  const stopAccepting = acceptPorts(window.webContents, workspace.contextFor(workspace.person));
  window.once("closed", stopAccepting);
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit") recover(window, { reason, show }).catch(reportBug);
  });
  loadWindow(window).catch(reportBug);
  return window;
}

type Gone = { readonly reason: string; readonly show: () => void };

async function recover(window: BrowserWindow, { reason, show }: Gone): Promise<void> {
  if (!(await askToReload(reason))) app.quit();
  // On macOS the window can be closed while the question stands.
  else if (window.isDestroyed()) show();
  else window.webContents.reload();
}
