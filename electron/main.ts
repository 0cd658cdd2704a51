import { app, protocol } from "electron";
import { warmRuntime } from "#core/app/apart/warm-runtime.ts";
import { sleep } from "#core/app/system.ts";
import { APP_SCHEME } from "./app-scheme.ts";
import { createBugLog, noteLine } from "./bug-log.ts";
import { createDesktop, type Desktop } from "./desktop.ts";
import { tellFailure } from "./dialogs.ts";
import { createFaultTeller } from "./fault-teller.ts";
import { guardContents } from "./guards.ts";
import { findNamed, type Named } from "./named-workspace.ts";
import { APP_ID, APP_NAME, namePlaces, ownFile, readVersion } from "./paths.ts";
import { watchFaults } from "./watch-faults.ts";

// The main process. What must come before ready stands here in its order, and nothing is awaited at this level:
// Electron is ready only once this module has been evaluated.

/** Quitting waits this long for a session to note where it paused. Its journal loses nothing if that is not enough. */
const PATIENCE_MS = 10_000;

namePlaces();
const logFile = ownFile("desktop.log");
const note = createBugLog(logFile);
const tell = createFaultTeller({ logFile, note, quit: () => app.quit() });
watchFaults({ note, tell });
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
if (process.platform === "win32") app.setAppUserModelId(APP_ID);
const { argv, env } = process;
const named = findNamed({ argv, env, cwd: process.cwd(), isFromSource: !app.isPackaged });
// Whoever starts the program again means the windows that are there, or one more in this process.
if (app.requestSingleInstanceLock({ named })) run();
else app.quit();

function run(): void {
  warmRuntime();
  let desktop: Desktop | null = null;
  let isClosing = false;
  /** What the system asked to have opened before there was anything to open it with. */
  let asked: Named | null = null;
  const open = (wanted: Named | null): void => {
    if (desktop === null) asked = wanted ?? asked;
    else void desktop.open(wanted).catch(tell);
  };
  const version = readVersion();
  noteLine(logFile, `${APP_NAME} ${version} starts on ${process.platform} ${process.arch}.`);
  app.setAboutPanelOptions({ applicationName: APP_NAME, applicationVersion: version });
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  app.on("second-instance", (...told) => {
    // What our own second process said of itself, not its arguments, which Chromium reorders.
    open((told[3] as { named: Named | null }).named);
  });
  app.on("activate", () => open(null));
  app.on("open-file", (event, path) => {
    event.preventDefault();
    open({ path, isPractice: false });
  });
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
      desktop = await createDesktop({ logFile, reportBug: note, tell });
      const exitCode = await desktop.openFirst(asked ?? named);
      if (exitCode !== null) app.exit(exitCode);
    } catch (error) {
      note(error);
      await tellFailure(error);
      app.exit(1);
    }
  });
}

async function closeAndExit(desktop: Desktop): Promise<void> {
  const closed = desktop.close().then(
    () => 0,
    async (error: unknown) => {
      await tell(error);
      return 1;
    },
  );
  app.exit((await Promise.race([closed, sleep(PATIENCE_MS)])) ?? 0);
}
