import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";
import { entryPath } from "#core/entries.ts";
import type { RuntimeThread } from "./messages.ts";

let warm: Worker | null = null;

/**
 * Starts a thread for the next workspace that is opened, whose code is then loaded while this thread loads its own. One that
 * nobody needs keeps no program from ending.
 */
export function warmRuntime(): void {
  warm ??= startThread();
}

/** A thread for a workspace: the one that was started ahead, else a new one. */
export function takeThread(): Worker {
  const taken = warm ?? startThread();
  warm = null;
  taken.ref();
  return taken;
}

function startThread(): Worker {
  const thread: RuntimeThread = { compileCache: getCompileCacheDir() ?? null };
  const worker = new Worker(entryPath("workspace-runtime"), { workerData: thread });
  worker.unref();
  // One that cannot even be loaded is not taken: the next one tells whoever waits for it.
  const forget = (): void => {
    if (warm === worker) warm = null;
  };
  worker.once("error", forget).once("exit", forget);
  return worker;
}
