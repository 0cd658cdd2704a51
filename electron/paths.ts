import { app } from "electron";
import { join } from "node:path";

export const APP_NAME = "Autogenesis Studio";
export const APP_ID = "studio.autogenesis.desktop";

/** Where the built entries are; the window's files are beside them. All of it is inside the archive once packaged. */
export const PRELOAD = join(import.meta.dirname, "preload.cjs");
export const ASSETS = join(import.meta.dirname, "..", "renderer");

/**
 * Before ready: started from source, the program would be called Electron and keep its things under that name. A
 * --user-data-dir on the command line wins.
 */
export function namePlaces(): void {
  app.setName(APP_NAME);
  if (!app.commandLine.hasSwitch("user-data-dir")) {
    app.setPath("userData", join(app.getPath("appData"), APP_NAME));
  }
}

/** The workspace that is opened: the one that `npm start` opens in the browser. */
export function workspaceFolder(): string {
  return process.env["AUTOGENESIS_WORKSPACE"] ?? join(app.getPath("home"), APP_NAME, "order-desk");
}

/** What this program keeps for this person, outside any workspace. */
export function ownFile(name: "window.json" | "keys.json" | "desktop.log"): string {
  return join(app.getPath("userData"), name);
}
