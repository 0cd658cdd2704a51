import type { Worker } from "node:worker_threads";
import { entryPath, startThread } from "#core/entries.ts";

let warm: Worker | null = null;

/**
 * Starts a thread for the next workspace that is opened, whose code is then loaded while this thread loads its own. One that
 * nobody needs keeps no program from ending.
 */
export function warmRuntime(): void {
  warm ??= startNext();
}

/** A thread for a workspace: the one that was started ahead, else a new one. */
export function takeThread(): Worker {
  const taken = warm ?? startNext();
  warm = null;
  taken.ref();
  return taken;
}

function startNext(): Worker {
  const worker = startThread(entryPath("workspace-runtime"), { name: "runtime", env: process.env });
  worker.unref();
  // One that cannot even be loaded is not taken: the next one tells whoever waits for it.
  const forget = (): void => {
    if (warm === worker) warm = null;
  };
  worker.once("error", forget).once("exit", forget);
  return worker;
}
