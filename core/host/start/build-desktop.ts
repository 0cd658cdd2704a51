import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildOrKeep, isStale } from "#core/host/web/build-renderer.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BUILT = join(ROOT, "dist/electron");
/** The main process: what Electron is started with. */
export const DESKTOP_MAIN = join(BUILT, "main.js");
/** The last of the entries to be built. */
const PRELOAD = join(BUILT, "preload.cjs");

const CONFIG = "vite.electron.config.ts";
const SOURCES = ["electron/**/*.ts", "core/**/*.ts", CONFIG, "package-lock.json"];

/** Builds the desktop's entries where they are missing or older than their sources. Throws build-failed. */
export async function prepareDesktop(tell: (line: string) => void): Promise<void> {
  if (!existsSync(join(ROOT, CONFIG)) || !isStale(PRELOAD, SOURCES)) return;
  const args = ["--app", "--config", join(ROOT, CONFIG)];
  await buildOrKeep({ folder: BUILT, built: PRELOAD, what: "desktop app", args, tell });
}
