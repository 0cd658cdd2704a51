import { parentPort, workerData } from "node:worker_threads";
import { toErrorReport } from "#core/base/app-error.ts";
import { assert } from "#core/base/assert.ts";
import { openStore } from "./store.ts";
import type { Verified } from "./verify-apart.ts";
import { verifyStore } from "./verify.ts";

/** The thread of `verifyApart`: one file, one answer [S6]. */
parentPort?.postMessage(verify(workerData as string));

function verify(path: string): Verified {
  try {
    const found = verifyFile(path, true) ?? verifyFile(path, false);
    assert(found !== null, "a file that is read as writers read it is current");
    return found;
  } catch (error) {
    return { refused: toErrorReport(error) };
  }
}

/** Null where the file was written to while it was read as one that nobody changes. */
function verifyFile(path: string, asImage: boolean): Verified | null {
  const store = openStore(path, { readOnly: true, asImage });
  try {
    // One snapshot: what is committed meanwhile would look like rows that nobody recorded.
    const found = store.reading(() => verifyStore(store));
    return store.isCurrent() ? { found } : null;
  } finally {
    store.close();
  }
}
