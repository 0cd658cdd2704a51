import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { appEvents, emitApp } from "./app-events.ts";
import { onWindowGone, windows } from "./browser-window.ts";
import { openedChromium } from "./chromium.ts";
import { becomeReady, isReady, machine, note, requireBeforeReady } from "./machine.ts";
import { preventable, strict } from "./strict.ts";

onWindowGone(noteLastClosed);

const ready = Promise.withResolvers<void>();
const paths = new Map([
  ["home", machine.home],
  ["appData", join(machine.home, "config")],
]);
let name = "Electron";
let isSandboxed = false;
let isQuitting = false;

function getPath(which: string): string {
  const path = paths.get(which) ?? (which === "userData" ? join(machine.home, "config", name) : undefined);
  if (path === undefined) throw new Error(`The stand-in for electron does not model the path ${which}.`);
  return path;
}

export const app = strict("app", {
  ...appEvents.api,
  setName: (given: string): void => {
    name = given;
  },
  isPackaged: false,
  setDesktopName: (file: string): void => {
    requireBeforeReady("app.setDesktopName");
    note("app.setDesktopName", file);
  },
  setPath: (which: string, path: string): void => {
    requireBeforeReady("app.setPath");
    paths.set(which, path);
  },
  getPath,
  commandLine: strict("app.commandLine", {
    hasSwitch: (flag: string) => process.argv.some((arg) => arg.startsWith(`--${flag}`)),
  }),
  enableSandbox: (): void => {
    requireBeforeReady("app.enableSandbox");
    isSandboxed = true;
  },
  requestSingleInstanceLock: (additionalData: object): boolean => {
    note("app.requestSingleInstanceLock", additionalData);
    // The lock lies in that folder, so from here on it is there.
    mkdirSync(getPath("userData"), { recursive: true });
    return machine.isFirstInstance;
  },
  setAboutPanelOptions: (options: object): void => note("app.setAboutPanelOptions", options),
  whenReady: () => ready.promise,
  quit: (): void => {
    note("app.quit");
    void quit();
  },
  exit: (code = 0): void => {
    note("app.exit", code);
    void leave(code);
  },
});

/** Electron is ready once the program's module has been evaluated. */
export function startApp(): void {
  if (isQuitting) return;
  if (!isSandboxed) throw new Error("The program did not call app.enableSandbox before ready.");
  if (machine.openFile !== null) emitApp("open-file", preventable({}).event, machine.openFile);
  becomeReady();
  ready.resolve();
}

/** Asks the windows, then the program; what it delays, it ends with app.exit. */
export async function quit(): Promise<void> {
  if (!isReady()) return leave(0);
  if (!isQuitting) emitApp("before-quit", preventable({}).event);
  isQuitting = true;
  for (const window of windows.toReversed()) await window.close();
  const { event, isPrevented } = preventable({});
  emitApp("will-quit", event);
  if (!isPrevented()) await leave(0);
}

/** A person's click on the cross of every window. */
export async function closeWindows(): Promise<void> {
  for (const window of windows.toReversed()) await window.close();
}

/** Electron tells so by itself, and quits where nobody listens. Not while it is quitting. */
function noteLastClosed(): void {
  if (windows.length > 0 || isQuitting) return;
  if (!emitApp("window-all-closed")) void quit();
}

async function leave(code: number): Promise<void> {
  isQuitting = true;
  emitApp("quit", {}, code);
  await openedChromium().close();
  process.exit(code);
}
