import { once } from "node:events";
import { AppError, type ErrorReport } from "#core/base/app-error.ts";
import { entryPath, startThread } from "#core/entries.ts";
import type { Verification } from "./verify.ts";

/** What the worker answers with: an error would lose its class on the way. */
export type Verified = { readonly found: Verification } | { readonly refused: ErrorReport };

/**
 * Rows are read, hashed and let go: what V8 gathers of them before it looks is memory that buys nothing, and at first it
 * gathers up to three times 16 MB.
 */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/**
 * Recomputes every hash of the file in a thread of its own, on a connection of its own that only reads: a large
 * workspace takes seconds, for which no window may stand still. Throws what opening the file throws.
 */
export async function verifyApart(path: string): Promise<Verification> {
  const worker = startThread(entryPath("store-verifier"), {
    workerData: path,
    env: {},
    resourceLimits: LIMITS,
  });
  try {
    const [answer] = (await once(worker, "message")) as [Verified];
    if ("found" in answer) return answer.found;
    const { code, message, hint } = answer.refused;
    throw new AppError(code, message, { hint });
  } finally {
    await worker.terminate();
  }
}
