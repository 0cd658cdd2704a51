import type { MessagePort } from "node:worker_threads";
import type { EntryName } from "#core/entries.ts";
import type { Confinement } from "./confinement.ts";
import type { ProcessHandle, ProcessHost, ProcessOptions } from "./process-host.ts";

/**
 * Some hosts can start processes from their main thread alone, and a sandbox may be wanted in another: the one asks over a
 * port, the other starts. Processes have numbers that the asking side gives.
 */

type Asked =
  | {
      readonly type: "start";
      readonly process: number;
      readonly entry: EntryName;
      readonly options: ProcessOptions;
    }
  | { readonly type: "send"; readonly process: number; readonly message: unknown }
  | { readonly type: "kill"; readonly process: number };

type Told =
  | { readonly type: "message"; readonly process: number; readonly message: unknown }
  | { readonly type: "exit"; readonly process: number; readonly detail: string };

type Listeners = { onMessage: (message: unknown) => void; onExit: (detail: string) => void };

/** A host of processes that are started by whoever serves the other end of the port; `confinement` is what stands there. */
export function createPortProcessHost(port: MessagePort, confinement: Confinement): ProcessHost {
  const processes = new Map<number, Listeners>();
  const needed = new Set<number>();
  let last = 0;
  const hold = (): void => {
    if (needed.size > 0) port.ref();
    else port.unref();
  };
  const ask = (asked: Asked): void => port.postMessage(asked);
  port.on("message", (told: Told) => {
    const listeners = processes.get(told.process);
    if (told.type === "message") listeners?.onMessage(told.message);
    else {
      processes.delete(told.process);
      needed.delete(told.process);
      hold();
      listeners?.onExit(told.detail);
    }
  });
  hold();
  return {
    confinement: () => confinement,
    start: (entry, options) => {
      last += 1;
      const process = last;
      const exit = Promise.withResolvers<string>();
      const listeners: Listeners = { onMessage: () => undefined, onExit: exit.resolve };
      processes.set(process, listeners);
      ask({ type: "start", process, entry, options });
      return {
        // Known where it was started; here nobody needs it.
        pid: undefined,
        send: (message) => {
          if (processes.has(process)) ask({ type: "send", process, message });
        },
        onMessage: (listener) => {
          listeners.onMessage = listener;
        },
        onExit: (listener) => void exit.promise.then(listener),
        kill: () => {
          if (processes.has(process)) ask({ type: "kill", process });
        },
        keepParentAlive: (isNeeded) => {
          if (isNeeded) needed.add(process);
          else needed.delete(process);
          hold();
        },
      };
    },
  };
}

/** Starts what is asked for over the port, until the port is closed: then every process that lives is killed. */
export function serveProcessHost(port: MessagePort, host: ProcessHost): void {
  const processes = new Map<number, ProcessHandle>();
  const tell = (told: Told): void => port.postMessage(told);
  port.on("message", (asked: Asked) => {
    const { process } = asked;
    if (asked.type === "send") processes.get(process)?.send(asked.message);
    else if (asked.type === "kill") processes.get(process)?.kill();
    else {
      const started = host.start(asked.entry, asked.options);
      processes.set(process, started);
      started.onMessage((message) => tell({ type: "message", process, message }));
      started.onExit((detail) => {
        processes.delete(process);
        tell({ type: "exit", process, detail });
      });
    }
  });
  port.on("close", () => {
    for (const process of processes.values()) process.kill();
  });
  port.unref();
}
