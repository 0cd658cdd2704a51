import { getHeapStatistics } from "node:v8";
import type { Worker } from "node:worker_threads";
import { entryPath, startThread } from "#core/entries.ts";

/**
 * As much as this thread may have. A thread that has no limit of its own takes the whole process with it where it runs out of
 * memory; one that has is ended alone [W10].
 */
const MOST_HEAP_MB = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);

let warm: Worker | null = null;

/**
 * Starts a thread for the next workspace that is opened, whose code is then loaded while this thread loads its own. One that
 * nobody needs keeps no program from ending.
 */
export function warmRuntime(): void {
  warm ??= startNext();
}

/** A thread for a workspace: the one that was started ahead, else a new one; always that where its memory is said. */
export function takeThread(maxHeapMb?: number): Worker {
  const taken = maxHeapMb === undefined ? (warm ?? startNext()) : startNext(maxHeapMb);
  if (taken === warm) warm = null;
  taken.ref();
  return taken;
}

function startNext(maxHeapMb: number = MOST_HEAP_MB): Worker {
  const worker = startThread(entryPath("workspace-runtime"), {
    name: "runtime",
    env: process.env,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  worker.unref();
  // One that cannot even be loaded is not taken: the next one tells whoever waits for it.
  const forget = (): void => {
    if (warm === worker) warm = null;
  };
  worker.once("error", forget).once("exit", forget);
  return worker;
}
