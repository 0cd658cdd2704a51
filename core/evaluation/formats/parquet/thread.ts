import { parentPort, workerData } from "node:worker_threads";
import { assertDefined } from "#core/base/assert.ts";
import { readGroups, type ParquetRecord } from "./read-groups.ts";

/** What a thread that reads a Parquet file answers each time it is asked. */
export type Answer = { readonly records: readonly ParquetRecord[] } | { readonly fault: string } | "end";

/** Records that are handed over at a time. */
const BATCH = 1000;

const port = assertDefined(parentPort ?? undefined, "the port of a thread");
const batches = inBatches(workerData as ArrayBuffer);

async function* inBatches(file: ArrayBuffer): AsyncGenerator<readonly ParquetRecord[]> {
  for await (const group of readGroups(file)) {
    for (let at = 0; at < group.length; at += BATCH) yield group.slice(at, at + BATCH);
  }
}

port.on("message", () => {
  void answer().then((message: Answer) => port.postMessage(message));
});

async function answer(): Promise<Answer> {
  try {
    const next = await batches.next();
    return next.done === true ? "end" : { records: next.value };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
