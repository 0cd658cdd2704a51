import type { MenuItemConstructorOptions } from "electron";

export type MenuParts = {
  readonly platform: NodeJS.Platform;
  readonly showWorkspace: () => void;
};

/**
 * The application's menu. The page hears a key before the menu does, so what it handles itself (undo of an operation)
 * never comes here.
 */
export function menuTemplate({ platform, showWorkspace }: MenuParts): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    {
      label: "File",
      submenu: [
        { label: "Show Workspace in Folder", click: showWorkspace },
        { type: "separator" },
        isMac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "View",
      submenu: [
        { role: "reload" },
        { role: "toggleDevTools" },
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
      ],
    },
    { role: "windowMenu" },
    // macOS has it in the first menu.
    ...(isMac ? [] : [{ label: "Help", submenu: [{ role: "about" } as const] }]),
  ];
}
