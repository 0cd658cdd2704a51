import type { BrowserWindowConstructorOptions, Rectangle, WindowOpenHandlerResponse } from "electron";
import { emitApp } from "./app-events.ts";
import { deliverIpc } from "./ipc-main.ts";
import { machine, note, requireReady } from "./machine.ts";
import { openPageWindow, type PageWindow } from "./page-window.ts";
import { hasPermissionHandlers } from "./session.ts";
import { fromPageUrl, isHandled, originOf } from "./schemes.ts";
import { emitter, preventable, strict } from "./strict.ts";
import { checkWebPreferences } from "./web-preferences.ts";

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse;

const WINDOW_EVENTS = [
  "close",
  "closed",
  "ready-to-show",
  "show",
  "move",
  "resize",
  "page-title-updated",
  "unresponsive",
  "responsive",
];
const CONTENTS_EVENTS = [
  "will-frame-navigate",
  "will-redirect",
  "will-attach-webview",
  "render-process-gone",
  "did-navigate",
  "dom-ready",
  "input-event",
];
const WINDOW_OPTIONS = new Set(
  "x y width height minWidth minHeight title show backgroundColor icon webPreferences".split(" "),
);

const goneListeners: (() => void)[] = [];

/** Tells of every window that has gone. */
export function onWindowGone(listener: () => void): void {
  goneListeners.push(listener);
}

/** Windows that are there, oldest first. */
export const windows: StandInWindow[] = [];

export type StandInWindow = {
  readonly api: object;
  readonly contents: object;
  readonly page: Promise<PageWindow>;
  readonly crash: (reason: string) => void;
  readonly move: (bounds: Rectangle) => void;
  readonly emit: (event: "unresponsive" | "responsive") => void;
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

BrowserWindow.getFocusedWindow = (): object | null => focused?.api ?? windows.at(-1)?.api ?? null;

let focused: StandInWindow | null = null;

/** What a system answers that is asked for the normal place of a window it has maximised at once. */
const SCREEN: Rectangle = { x: 0, y: 19, width: 1600, height: 981 };

function createWindow(preload: string, shape: BrowserWindowConstructorOptions): StandInWindow {
  lastId += 1;
  const id = lastId;
  const events = emitter("BrowserWindow", WINDOW_EVENTS);
  const contents = createContents(id, preload);
  const asked = pickBounds(shape);
  let bounds: Rectangle = { x: 10, y: 20, width: 800, height: 600, ...asked };
  // The place that is asked for is the frame's, the one that is told is that of the page inside it.
  if (asked.x !== undefined)
    bounds = { ...bounds, x: bounds.x + machine.frame.x, y: bounds.y + machine.frame.y };
  let isVisible = false;
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
    show: () => {
      isVisible = true;
      note("window.show");
      events.emit("show");
    },
    focus: () => {
      focused = window;
      note("window.focus");
    },
    isVisible: () => isVisible,
    isFullScreen: () => false,
    destroy: () => void end(),
    restore: () => note("window.restore"),
    maximize: () => {
      isMaximized = true;
      note("window.maximize");
    },
    isMaximized: () => isMaximized,
    isMinimized: () => false,
    isDestroyed: () => isDestroyed,
    getNormalBounds: () => (isMaximized ? SCREEN : bounds),
  });
  const end = async (): Promise<void> => {
    if (isDestroyed) return;
    isDestroyed = true;
    windows.splice(windows.indexOf(window), 1);
    if (focused === window) focused = null;
    events.emit("closed");
    for (const listener of goneListeners) listener();
    await (await contents.page).close();
  };
  const window: StandInWindow = {
    api,
    contents: contents.api,
    page: contents.page,
    crash: contents.crash,
    move: ({ x, y, width, height }) => {
      bounds = { x, y, width, height };
      events.emit("move");
      events.emit("resize");
    },
    emit: (event) => events.emit(event),
    close: async () => {
      if (isDestroyed) return;
      const { event, isPrevented } = preventable({});
      events.emit("close", event);
      if (!isPrevented()) await end();
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
  const crash = (reason: string): void => {
    events.emit("render-process-gone", {}, strict("details", { reason, exitCode: 5 }));
  };
  const page = openPageWindow(preload, {
    onIpc: (channel, message, ports) => {
      void page.then((window) => {
        const url = fromPageUrl(window.page.url());
        deliverIpc({ sender: api, origin: originOf(url), url, isTopFrame: true }, channel, {
          message,
          ports,
        });
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
    onNavigated: (url) => events.emit("did-navigate", {}, url, 200, "OK"),
    onDomReady: () => events.emit("dom-ready"),
    onInput: (type) => events.emit("input-event", {}, strict("InputEvent", { type, modifiers: [] })),
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
    loadURL: async (url: string) => {
      note("webContents.loadURL", url);
      await (await page).load(url);
    },
    forcefullyCrashRenderer: () => {
      note("webContents.forcefullyCrashRenderer");
      crash("killed");
    },
  });
  return { api, page, crash };
}
