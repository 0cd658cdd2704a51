import type { MenuItemConstructorOptions } from "electron";
import { showInvisibleSigns } from "#core/domain/hidden-text.ts";
import { workspaceName } from "#core/domain/workspace-name.ts";

export type MenuParts = {
  readonly platform: NodeJS.Platform;
  /** Folders that were opened, the newest first. */
  readonly recent: readonly string[];
  readonly newWorkspace: () => void;
  readonly openWorkspace: () => void;
  readonly openRecent: (folder: string) => void;
  readonly clearRecent: () => void;
  readonly closeWorkspace: () => void;
  /** Asks in the window for the name of what is to go. */
  readonly deleteWorkspace: () => void;
  readonly showFolder: () => void;
  readonly showLog: () => void;
  readonly showLicences: () => void;
};

/**
 * The application's menu. The page hears a key before the menu does, so what it handles itself (undo of an operation)
 * never comes here. "&" marks the letter that Alt opens an entry by on Linux and Windows.
 */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const isMac = parts.platform === "darwin";
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    fileMenu(parts, isMac),
    { role: "editMenu", label: "&Edit" },
    {
      label: "&View",
      submenu: [
        { role: "reload", label: "&Reload" },
        { role: "toggleDevTools", label: "&Developer Tools" },
        { type: "separator" },
        { role: "resetZoom", label: "&Actual Size" },
        { role: "zoomIn", label: "Zoom &In" },
        { role: "zoomOut", label: "Zoom &Out" },
        { type: "separator" },
        { role: "togglefullscreen", label: "&Full Screen" },
      ],
    },
    { role: "windowMenu", label: "&Window" },
    helpMenu(parts, isMac),
  ];
}

function fileMenu(parts: MenuParts, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&File",
    submenu: [
      { label: "&New Workspace…", accelerator: "CmdOrCtrl+Shift+N", click: parts.newWorkspace },
      { label: "&Open Workspace…", accelerator: "CmdOrCtrl+O", click: parts.openWorkspace },
      { label: "Open &Recent", submenu: recentMenu(parts) },
      { type: "separator" },
      { label: "&Show Workspace in Folder", click: parts.showFolder },
      { label: "&Delete Workspace…", click: parts.deleteWorkspace },
      { type: "separator" },
      ...(isMac ? [{ role: "close" } as const] : []),
      {
        label: "&Close Workspace",
        // On macOS the shorter one closes the window alone, and what runs goes on.
        accelerator: isMac ? "Cmd+Shift+W" : "Ctrl+W",
        click: parts.closeWorkspace,
      },
      ...(isMac ? [] : [{ role: "quit", label: "&Quit" } as const]),
    ],
  };
}

function recentMenu({ recent, openRecent, clearRecent }: MenuParts): MenuItemConstructorOptions[] {
  return [
    ...recent.map((folder) => ({
      // In a label "&" marks a letter; two of them are one.
      label: `${workspaceName(folder)} (${showInvisibleSigns(folder)})`.replaceAll("&", "&&"),
      click: () => openRecent(folder),
    })),
    { type: "separator" },
    { label: "&Clear Recent", enabled: recent.length > 0, click: clearRecent },
  ];
}

function helpMenu(parts: MenuParts, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&Help",
    role: "help",
    submenu: [
      { label: "Show &Log", click: parts.showLog },
      { label: "L&icences", click: parts.showLicences },
      // macOS has it in the first menu.
      ...(isMac ? [] : [{ type: "separator" } as const, { role: "about", label: "&About" } as const]),
    ],
  };
}
