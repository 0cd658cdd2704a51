import { utilityProcess, type UtilityProcess } from "electron";
import { entryPath, type EntryName } from "#core/entries.ts";
import { CHILD_ENVIRONMENT } from "#core/sandbox/child-environment.ts";
import type { ProcessHandle, ProcessHost, ProcessOptions } from "#core/sandbox/process-host.ts";

const STDERR_TAIL_CHARS = 1_000;

/** How the system and what Electron tells of lost processes call them. */
export const SANDBOX_NAME = "Autogenesis Studio Sandbox";

/**
 * Electron's own child processes, talking in JSON text over their message port: the packaged program cannot run
 * JavaScript as Node does. They take no flags of Node's, so `readPaths` has no effect here, and Chromium starts them
 * itself, so nothing of the system's can be put around them: what confines a guest is its engine and the cap of its
 * memory, and around them the locked realm, an empty environment and the kill. Chromium ends its children when the
 * main process dies, however stuck they are.
 */
export function createUtilityProcessHost(): ProcessHost {
  return {
    confinement: () => ({ process: "utility", system: "none" }),
    start: (entry, options) => {
      try {
        return toHandle(fork(entry, options), options);
      } catch (error) {
        return toEnded(`it could not be started: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

function fork(entry: EntryName, { args, maxHeapMb }: ProcessOptions): UtilityProcess {
  return utilityProcess.fork(entryPath(entry), [...args], {
    // An empty one would mean: ours.
    env: { ...CHILD_ENVIRONMENT },
    execArgv: [`--js-flags=--max-old-space-size=${maxHeapMb}`],
    stdio: ["ignore", "ignore", "pipe"],
    serviceName: SANDBOX_NAME,
  });
}

function toHandle(child: UtilityProcess, { maxMessageChars }: ProcessOptions): ProcessHandle {
  const exit = Promise.withResolvers<string>();
  let onMessage: (message: unknown) => void = () => undefined;
  let stderrTail = "";
  let fault = "";
  let isKilled = false;
  const kill = (): void => {
    isKilled = true;
    child.kill();
    if (child.pid !== undefined) killHard(child.pid);
  };
  child.on("message", (text: unknown) => {
    const message = typeof text === "string" && text.length <= maxMessageChars ? parse(text) : undefined;
    if (message !== undefined) return onMessage(message);
    fault = "it sent something that is not a message, or one that is too long";
    kill();
  });
  child.on("spawn", () => {
    if (isKilled) kill(); // Before it had a process that could be killed.
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_TAIL_CHARS);
  });
  child.on("exit", (code) => {
    const how = fault === "" ? `it ended with code ${code}` : fault;
    exit.resolve([how, stderrTail.trim()].filter((part) => part !== "").join("\n"));
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(JSON.stringify(message)),
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => void exit.promise.then(listener),
    kill,
    keepParentAlive: leaveAlive,
  };
}

/** One that never lived. */
function toEnded(detail: string): ProcessHandle {
  return {
    pid: undefined,
    send: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => queueMicrotask(() => listener(detail)),
    kill: () => undefined,
    keepParentAlive: leaveAlive,
  };
}

/** The main process lives until it quits, whatever its children do. */
function leaveAlive(): void {}

/** Electron's own kill asks first, which a child that is stuck in native code does not hear. */
function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has gone already.
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
