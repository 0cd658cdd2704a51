import type { MenuItemConstructorOptions } from "electron";

const ROLES = new Set(
  "appMenu editMenu windowMenu reload toggleDevTools resetZoom zoomIn zoomOut togglefullscreen close quit about help".split(
    " ",
  ),
);

const clicks = new Map<string, () => void>();

/** Electron ignores a role it does not know, and leaves an item without a label blank. */
export function checkMenu(template: readonly MenuItemConstructorOptions[]): object {
  for (const { role, label, type, submenu, click } of template) {
    if (role !== undefined && !ROLES.has(role)) throw new Error(`There is no role ${role}.`);
    if (role === undefined && label === undefined && type !== "separator")
      throw new Error("An item without a label.");
    if (label !== undefined && click !== undefined) clicks.set(readLabel(label), click as () => void);
    if (Array.isArray(submenu)) checkMenu(submenu);
  }
  return { template };
}

/** As it is drawn: a single "&" marks the letter behind it, two are one. */
function readLabel(label: string): string {
  return label.replaceAll(/&(.)/g, "$1");
}

export function clickMenu(label: string): void {
  const click = clicks.get(label);
  if (click === undefined) throw new Error(`There is no menu item "${label}".`);
  click();
}
