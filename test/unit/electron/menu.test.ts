import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { menuTemplate, type MenuParts } from "#electron/menu.ts";

const nothing = (): void => undefined;
const PARTS: MenuParts = {
  platform: "linux",
  recent: [],
  newWorkspace: nothing,
  openWorkspace: nothing,
  openRecent: nothing,
  clearRecent: nothing,
  closeWorkspace: nothing,
  deleteWorkspace: nothing,
  showFolder: nothing,
  showLog: nothing,
  showLicences: nothing,
};

function allOf(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allOf(item.submenu) : [])]);
}

function labelsOf(items: readonly MenuItemConstructorOptions[]): readonly string[] {
  return items.flatMap(({ label }) => label?.replaceAll(/&(.)/g, "$1") ?? []);
}

describe("the menu", () => {
  it.each(["linux", "win32", "darwin"] as const)(
    "on %s can quit, reload, zoom and tell about itself",
    (platform) => {
      const roles = allOf(menuTemplate({ ...PARTS, platform })).map(({ role }) => role);
      // On macOS both are in the application's own menu, which has a role.
      const own = platform === "darwin" ? ["appMenu"] : ["quit", "about"];
      for (const role of [...own, "editMenu", "windowMenu", "reload", "zoomIn"])
        expect(roles).toContain(role);
    },
  );

  it("opens, makes and closes workspaces, and leads to their files, the log and the licences", () => {
    const labels = labelsOf(allOf(menuTemplate(PARTS)));
    const wanted = [
      "New Workspace…",
      "Open Workspace…",
      "Open Recent",
      "Clear Recent",
      "Show Workspace in Folder",
      "Delete Workspace…",
      "Close Workspace",
      "Show Log",
      "Licences",
    ];
    expect(wanted.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it("lists recent workspaces by name and place, and none of their signs marks a letter", () => {
    const opened: string[] = [];
    const template = menuTemplate({
      ...PARTS,
      recent: ["/home/a/R&D.autogenesis"],
      openRecent: (folder) => opened.push(folder),
    });
    const entry = allOf(template).find(({ label }) => label?.startsWith("R&&D") === true);
    expect(entry?.label).toBe("R&&D (/home/a/R&&D.autogenesis)");
    const click = entry?.click as (() => void) | undefined;
    click?.();
    expect(opened).toEqual(["/home/a/R&D.autogenesis"]);
  });

  it.each(["linux", "win32"] as const)(
    "on %s every menu and entry can be reached by a letter of its own",
    (platform) => {
      const template = menuTemplate({ ...PARTS, platform });
      const menus = [template, ...template.map(({ submenu }) => (Array.isArray(submenu) ? submenu : []))];
      for (const items of menus) {
        const letters = items
          .filter(({ type }) => type !== "separator")
          .map(({ label = "" }) => /&([^&])/.exec(label)?.[1]?.toLowerCase());
        expect(letters).not.toContain(undefined);
        expect(new Set(letters).size).toBe(letters.length);
      }
    },
  );
});
