import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import { z } from "zod";

export const APP_NAME = "Autogenesis Studio";
export const APP_ID = "studio.autogenesis.desktop";
/** The menu entry that a Linux desktop finds a window's name and icon by; electron-builder.yml installs it so. */
const DESKTOP_FILE = "autogenesis-studio.desktop";

/** Where the built entries are; the window's files are beside them. All of it is inside the archive once packaged. */
export const PRELOAD = join(import.meta.dirname, "preload.cjs");
export const ASSETS = join(import.meta.dirname, "..", "renderer");
const ROOT = join(import.meta.dirname, "..", "..");
export const ICON = join(ROOT, "resources/icons/icon.png");

/** The project's own version. Started from source, Electron would tell its own. */
export function readVersion(): string {
  const text = readFileSync(join(ROOT, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/**
 * Before ready: started from source, the program would be called Electron and keep its things under that name. A
 * --user-data-dir on the command line wins.
 */
export function namePlaces(): void {
  app.setName(APP_NAME);
  if (process.platform === "linux") app.setDesktopName(DESKTOP_FILE);
  if (!app.commandLine.hasSwitch("user-data-dir")) {
    app.setPath("userData", join(app.getPath("appData"), APP_NAME));
  }
}

/** Where workspaces are put when nobody says another place; the practice one is the first. */
export function workspacesHome(): string {
  return join(app.getPath("home"), APP_NAME);
}

type OwnFile = "window.json" | "keys.json" | "workspaces.json" | "desktop.log" | "licences.txt";

/** What this program keeps for this person, outside any workspace. */
export function ownFile(name: OwnFile): string {
  return join(app.getPath("userData"), name);
}
