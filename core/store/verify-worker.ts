import { parentPort, workerData } from "node:worker_threads";
import { toErrorReport } from "#core/base/app-error.ts";
import { openStore } from "./store.ts";
import type { Verified } from "./verify-apart.ts";
import { verifyStore } from "./verify.ts";

/** The thread of `verifyApart`: one file, one answer. */
parentPort?.postMessage(verify(workerData as string));

function verify(path: string): Verified {
  try {
    const store = openStore(path, { readOnly: true, asImage: true });
    try {
      // One snapshot: what is committed meanwhile would look like rows that nobody recorded.
      return { found: store.reading(() => verifyStore(store)) };
    } finally {
      store.close();
    }
  } catch (error) {
    return { refused: toErrorReport(error) };
  }
}
