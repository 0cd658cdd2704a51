import { app, protocol } from "electron";
import { sleep } from "#core/app/system.ts";
import { APP_SCHEME } from "./app-scheme.ts";
import { createBugLog } from "./bug-log.ts";
import { openDesktop, type Desktop } from "./desktop.ts";
import { tellFailure } from "./dialogs.ts";
import { guardContents } from "./guards.ts";
import { APP_ID, APP_NAME, namePlaces, ownFile } from "./paths.ts";

// The main process. What must come before ready stands here in its order, and nothing is awaited at this level:
// Electron is ready only once this module has been evaluated.

/** Quitting waits this long for a session to note where it paused. Its journal loses nothing if that is not enough. */
const PATIENCE_MS = 10_000;

namePlaces();
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
if (process.platform === "win32") app.setAppUserModelId(APP_ID);
// Whoever starts the program again means the window that is there.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  let desktop: Desktop | null = null;
  let isClosing = false;
  app.setAboutPanelOptions({ applicationName: APP_NAME, applicationVersion: app.getVersion() });
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  app.on("second-instance", () => desktop?.show());
  app.on("activate", () => desktop?.show());
  app.on("window-all-closed", () => {
    // On macOS a program lives on without windows, and a running session with it.
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    if (desktop === null) return;
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void closeAndExit(desktop);
  });
  void app.whenReady().then(async () => {
    try {
      desktop = await openDesktop(createBugLog(ownFile("desktop.log")));
      if (desktop === null) app.quit();
    } catch (error) {
      await tellFailure(error);
      app.exit(1);
    }
  });
}

async function closeAndExit(desktop: Desktop): Promise<void> {
  const closed = desktop.close().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
  });
  await Promise.race([closed, sleep(PATIENCE_MS)]);
  app.exit(0);
}
