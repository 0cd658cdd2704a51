import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { entryPath, startThread } from "#core/entries.ts";
import type { ParquetRecord } from "./read-groups.ts";
import type { Answer } from "./thread.ts";

/** What a thread may take for a file that is not larger than any may be. */
const MOST_MEMORY_MB = 1024;
const MOST_MS = 60_000;

/**
 * The records of a Parquet file, read in a thread of its own: what a file says of itself may make a reader ask for any
 * memory or time, and a thread can be ended without the program. Throws Error with what is wrong [S32].
 */
export async function* readParquetApart(file: ArrayBuffer): AsyncGenerator<ParquetRecord> {
  const thread = startThread(entryPath("parquet-reader"), {
    env: {},
    workerData: file,
    transferList: [file],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  try {
    for (let answer = await ask(thread); answer !== "end"; answer = await ask(thread)) {
      if ("fault" in answer) throw new Error(answer.fault);
      yield* answer.records;
    }
  } finally {
    await thread.terminate();
  }
}

async function ask(thread: Worker): Promise<Answer> {
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(MOST_MS)]);
  thread.postMessage("next");
  try {
    const [answer] = (await Promise.race([
      once(thread, "message", { signal }),
      once(thread, "exit", { signal }).then(() => {
        throw new Error("reading it takes more memory than a file of items does");
      }),
    ])) as [Answer];
    return answer;
  } catch (error) {
    const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
    if (code === "ERR_WORKER_OUT_OF_MEMORY")
      throw new Error("reading it takes more memory than a file of items does", { cause: error });
    if (name === "AbortError")
      throw new Error("reading it takes longer than a file of items does", { cause: error });
    throw error;
  } finally {
    settled.abort();
  }
}
