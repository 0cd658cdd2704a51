import { registerHooks } from "node:module";
import { Server, Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import { entryReadPaths } from "#core/entries.ts";

/** Beyond the language: what the engine and this process itself still use. Nothing here reaches outside. */
const KEPT_GLOBALS = [
  ...["setTimeout", "clearTimeout", "queueMicrotask", "performance", "URL", "TextEncoder", "TextDecoder"],
  "Buffer",
];

/** What Node's own code looks up on its process while it runs; none of it acts on anything but this process. */
const KEPT_OF_PROCESS = [
  ...["_events", "_eventsCount", "_maxListeners", "domain", "_exiting", "_fatalException", "_tickCallback"],
  ...["nextTick", "emitWarning", "exit", "exitCode", "reallyExit", "version", "versions", "platform", "arch"],
  ...["release", "features", "argv0", "hasUncaughtExceptionCaptureCallback", "threadCpuUsage", "permission"],
];

/**
 * Takes away what reaches out of this process, for good: code that got out of its engine finds a realm with the
 * language in it and little else. Modules that are loaded keep what they hold, so whoever needs the process, a file
 * or a pipe later takes hold of it before. The flags of the process and the system's wall don't depend on this, nor
 * this on them [T9].
 */
export function lockRealm(): void {
  disarmSockets();
  const language = runInNewContext("Object.getOwnPropertyNames(globalThis)") as string[];
  const ownFiles = entryReadPaths().map((path) => pathToFileURL(path).href);
  // Modules that Node brings are out of reach, by `import` as by `require`. The engine still loads parts of itself.
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      return ownFiles.some((own) => found.url.startsWith(own)) ? found : refuse();
    },
  });
  emptyAllBut(process, KEPT_OF_PROCESS);
  Object.defineProperty(process, "env", { value: Object.freeze({}) });
  emptyAllBut(globalThis, [...language, ...KEPT_GLOBALS]);
  // Nobody listens to a console here, and the real one would open the process's pipes.
  const silent = { log: doNothing, info: doNothing, warn: doNothing, error: doNothing, debug: doNothing };
  Object.defineProperty(globalThis, "console", { value: silent });
}

/** The pipes to the parent are sockets of Node: through the classes of what is open, new ones could be opened. */
function disarmSockets(): void {
  const disarm = (prototype: object, names: readonly string[]): void => {
    for (const name of names) Object.defineProperty(prototype, name, { value: refuse });
  };
  disarm(Socket.prototype, ["connect", "constructor"]);
  disarm(Server.prototype, ["listen", "constructor"]);
  const { _handle: pipe } = process.stdin as { readonly _handle?: object };
  if (pipe === undefined) return; // Under Electron there is none.
  disarm(Object.getPrototypeOf(pipe) as object, [
    ...["bind", "listen", "connect", "open", "fchmod", "setPendingInstances", "constructor"],
  ]);
}

/** What Node has fixed in place stays: none of it acts. */
function emptyAllBut(owner: object, kept: readonly string[]): void {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (!kept.includes(name)) Reflect.deleteProperty(owner, name);
  }
}

function refuse(): never {
  throw new Error("The sandbox's process does nothing of this kind.");
}

function doNothing(): void {}
