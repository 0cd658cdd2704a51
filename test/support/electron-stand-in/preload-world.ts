import type { CDPSession } from "@playwright/test";
import type { Carried } from "./message-port-main.ts";

/** As in Electron: a world of its own beside the page's, with the same document and other globals. */
const WORLD = "Electron Isolated Context";
const BINDING = "electronStandInSend";

export type FromPage =
  | {
      readonly type: "ipc";
      readonly channel: string;
      readonly message: string | null;
      readonly ports: number[];
    }
  | { readonly type: "input"; readonly input: "mouseDown" | "keyDown" }
  | { readonly type: "port-message"; readonly port: number; readonly data: string | null }
  | { readonly type: "port-close"; readonly port: number };

export type PreloadWorld = {
  /** To a port of the document that is there now. */
  readonly post: (port: number, data: Carried) => void;
  readonly close: (port: number) => void;
};

type Listeners = {
  readonly onMessage: (message: FromPage) => void;
  /** The document and all its ports are gone. */
  readonly onGone: () => void;
};

/** Runs a preload script, before any other, in a real isolated world of every document the page's top frame shows. */
export async function openPreloadWorld(
  session: CDPSession,
  preload: string,
  { onMessage, onGone }: Listeners,
): Promise<PreloadWorld> {
  let context: string | null = null;
  session.on("Runtime.executionContextCreated", ({ context: created }) => {
    const isTop = (created.auxData as { readonly frameId?: string } | undefined)?.frameId === topFrame;
    if (created.name === WORLD && isTop) context = created.uniqueId;
  });
  const forget = (unique: string | null): void => {
    if (unique !== null && unique !== context) return;
    if (context !== null) onGone();
    context = null;
  };
  session.on("Runtime.executionContextDestroyed", (event) => forget(event.executionContextUniqueId));
  session.on("Runtime.executionContextsCleared", () => forget(null));
  session.on("Runtime.bindingCalled", ({ name, payload }) => {
    if (name === BINDING) onMessage(JSON.parse(payload) as FromPage);
  });
  await session.send("Page.enable");
  const { frameTree } = await session.send("Page.getFrameTree");
  const topFrame = frameTree.frame.id;
  await session.send("Runtime.enable");
  await session.send("Runtime.addBinding", { name: BINDING, executionContextName: WORLD });
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: wrap(preload), worldName: WORLD });

  const call = (expression: string): void => {
    if (context === null) return;
    session
      .send("Runtime.evaluate", { expression, uniqueContextId: context })
      // The document went away with the message on its way, as it may in Electron.
      .catch(() => undefined);
  };
  return {
    post: (port, data) => call(`electronStandInPost(${port}, ${spell(data)})`),
    close: (port) => call(`electronStandInClose(${port})`),
  };
}

/** As an expression that a page evaluates; bytes are cloned as they are in Electron. */
function spell(data: Carried): string {
  if (!(data instanceof Uint8Array)) return JSON.stringify(data);
  return `Uint8Array.from(atob("${Buffer.from(data).toString("base64")}"), (each) => each.charCodeAt(0))`;
}

/** What a sandboxed preload script finds: a `require` that knows only electron, and of it ipcRenderer.postMessage. */
function wrap(preload: string): string {
  return `(() => {
    if (window.top !== window) return;
    const send = (message) => globalThis.${BINDING}(JSON.stringify(message));
    const ports = new Map();
    // The browser process sees a person's input before the page does; what a script makes up it never sees.
    for (const [event, input] of [["pointerdown", "mouseDown"], ["keydown", "keyDown"]]) {
      window.addEventListener(event, ({ isTrusted }) => { if (isTrusted) send({ type: "input", input }); }, true);
    }
    const take = (port) => {
      const id = Math.floor(Math.random() * 2 ** 40);
      ports.set(id, port);
      port.addEventListener("message", ({ data }) => {
        if (typeof data !== "string" && data !== null) throw new Error("The stand-in carries text only.");
        send({ type: "port-message", port: id, data });
      });
      port.addEventListener("close", () => send({ type: "port-close", port: id }));
      return id;
    };
    globalThis.electronStandInPost = (id, data) => ports.get(id)?.postMessage(data);
    globalThis.electronStandInClose = (id) => ports.get(id)?.close();
    const strict = (name, modelled) => new Proxy(modelled, {
      get: (target, key) => {
        if (typeof key === "symbol" || key in target) return target[key];
        throw new Error("The stand-in for electron does not model " + name + "." + key + " in a preload script.");
      },
    });
    const ipcRenderer = strict("ipcRenderer", {
      postMessage: (channel, message, transfer = []) => {
        if (message !== null && typeof message !== "string") throw new Error("The stand-in carries text only.");
        if (transfer.some((port) => !(port instanceof MessagePort))) throw new TypeError("Invalid value for transfer");
        send({ type: "ipc", channel, message, ports: transfer.map(take) });
        for (const port of transfer) port.start();
      },
    });
    const electron = strict("electron", { ipcRenderer });
    const load = (name) => {
      if (name === "electron") return electron;
      throw new Error("module not found: " + name);
    };
    const module = { exports: {} };
    (function (exports, require, module) { ${preload}
    })(module.exports, load, module);
  })();`;
}
