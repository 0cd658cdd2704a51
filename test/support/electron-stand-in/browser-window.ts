import type { BrowserWindowConstructorOptions, Rectangle, WindowOpenHandlerResponse } from "electron";
import { emitApp } from "./app-events.ts";
import { deliverIpc } from "./ipc-main.ts";
import { note, requireReady } from "./machine.ts";
import { openPageWindow, type PageWindow } from "./page-window.ts";
import { hasPermissionHandlers } from "./session.ts";
import { fromPageUrl, isHandled, originOf } from "./schemes.ts";
import { emitter, preventable, strict } from "./strict.ts";
import { checkWebPreferences } from "./web-preferences.ts";

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse;

const WINDOW_EVENTS = ["close", "closed", "ready-to-show"];
const CONTENTS_EVENTS = [
  "will-frame-navigate",
  "will-redirect",
  "will-attach-webview",
  "render-process-gone",
];
const WINDOW_OPTIONS = new Set(
  "x y width height minWidth minHeight title show backgroundColor webPreferences".split(" "),
);

/** Windows that are there, oldest first. */
export const windows: StandInWindow[] = [];

export type StandInWindow = {
  readonly api: object;
  readonly contents: object;
  readonly page: Promise<PageWindow>;
  readonly crash: (reason: string) => void;
  readonly move: (bounds: Rectangle) => void;
  /** As the person's click on the window's cross. */
  readonly close: () => Promise<void>;
};

let lastId = 0;

/** `new BrowserWindow(options)`: a constructor function, so that what it returns is the strict object. */
export function BrowserWindow(options: BrowserWindowConstructorOptions): object {
  requireReady("new BrowserWindow");
  const { webPreferences, ...shape } = options;
  const preload = checkWebPreferences(webPreferences);
  for (const name of Object.keys(options)) {
    if (!WINDOW_OPTIONS.has(name))
      throw new Error(`The stand-in for electron does not model the option ${name}.`);
  }
  note("new BrowserWindow", shape);
  const window = createWindow(preload, shape);
  windows.push(window);
  emitApp("web-contents-created", {}, window.contents);
  return window.api;
}

function createWindow(preload: string, shape: BrowserWindowConstructorOptions): StandInWindow {
  lastId += 1;
  const id = lastId;
  const events = emitter("BrowserWindow", WINDOW_EVENTS);
  const contents = createContents(id, preload);
  let bounds: Rectangle = { x: 10, y: 20, width: 800, height: 600, ...pickBounds(shape) };
  let isMaximized = false;
  let isDestroyed = false;
  const api = strict("BrowserWindow", {
    ...events.api,
    webContents: contents.api,
    loadURL: async (url: string) => {
      if (!isHandled(url)) throw new Error(`${url} is loaded before its scheme is handled.`);
      if (!hasPermissionHandlers()) throw new Error("A page is loaded before permissions are decided.");
      await (await contents.page).load(url);
      events.emit("ready-to-show");
    },
    show: () => note("window.show"),
    focus: () => note("window.focus"),
    restore: () => note("window.restore"),
    maximize: () => {
      isMaximized = true;
      note("window.maximize");
    },
    isMaximized: () => isMaximized,
    isMinimized: () => false,
    isDestroyed: () => isDestroyed,
    getNormalBounds: () => bounds,
  });
  const window: StandInWindow = {
    api,
    contents: contents.api,
    page: contents.page,
    crash: contents.crash,
    move: ({ x, y, width, height }) => {
      bounds = { x, y, width, height };
    },
    close: async () => {
      if (isDestroyed) return;
      const { event, isPrevented } = preventable({});
      events.emit("close", event);
      if (isPrevented()) return;
      isDestroyed = true;
      await (await contents.page).close();
      windows.splice(windows.indexOf(window), 1);
      events.emit("closed");
    },
  };
  return window;
}

function pickBounds({ x, y, width, height }: BrowserWindowConstructorOptions): Partial<Rectangle> {
  return JSON.parse(JSON.stringify({ x, y, width, height })) as Partial<Rectangle>;
}

function createContents(id: number, preload: string) {
  const events = emitter("webContents", CONTENTS_EVENTS);
  let openHandler: OpenHandler | null = null;
  const page = openPageWindow(preload, {
    onIpc: (channel, message, ports) => {
      void page.then((window) => {
        const url = fromPageUrl(window.page.url());
        deliverIpc({ sender: api, origin: originOf(url), isTopFrame: true }, channel, { message, ports });
      });
    },
    mayNavigate: (url, isMainFrame) => {
      const { event, isPrevented } = preventable({ url, isMainFrame, isSameDocument: false });
      events.emit("will-frame-navigate", event);
      if (isPrevented()) note("navigation denied", url);
      return !isPrevented();
    },
    onWindowOpen: (url) => {
      if (openHandler === null) throw new Error("A page opened a window, and nothing decides on windows.");
      if (openHandler({ url }).action !== "deny")
        throw new Error("The stand-in for electron opens no windows.");
      note("window.open denied", url);
    },
  });
  const api: object = strict("webContents", {
    ...events.api,
    id,
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
    reload: () => {
      note("webContents.reload");
      void page.then((window) => window.reload());
    },
  });
  return {
    api,
    page,
    crash: (reason: string) =>
      events.emit("render-process-gone", {}, strict("details", { reason, exitCode: 5 })),
  };
}
