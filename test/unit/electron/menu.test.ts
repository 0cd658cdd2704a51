import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { menuTemplate } from "#electron/menu.ts";

function rolesOf(items: readonly MenuItemConstructorOptions[]): readonly string[] {
  return items.flatMap(({ role, submenu }) => [
    ...(role === undefined ? [] : [role]),
    ...(Array.isArray(submenu) ? rolesOf(submenu) : []),
  ]);
}

describe("the menu", () => {
  it.each(["linux", "win32", "darwin"] as const)(
    "on %s can quit, reload, zoom and tell about itself",
    (platform) => {
      const roles = rolesOf(menuTemplate({ platform, showWorkspace: () => undefined }));
      // On macOS both are in the application's own menu, which has a role.
      const own = platform === "darwin" ? ["appMenu"] : ["quit", "about"];
      for (const role of [...own, "editMenu", "windowMenu", "reload", "zoomIn"])
        expect(roles).toContain(role);
    },
  );

  it("leads to the workspace's files", () => {
    const [file] = menuTemplate({ platform: "linux", showWorkspace: () => undefined });
    expect(file).toMatchObject({ label: "File", submenu: [{ label: "Show Workspace in Folder" }, {}, {}] });
  });
});
