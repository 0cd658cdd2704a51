import { readSentEvent } from "#core/contract/events.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { tell } from "./terminal.ts";
import { watchSilence } from "./watch-silence.ts";

/** Short work says nothing; what takes longer is told about this often. */
const EVERY_MS = 2000;

/** An endpoint that hangs is waited for over several tries, and nobody should wonder whether anything goes on. */
const SILENCE_MS = 30_000;

/** Makes the call, telling on standard error how far the evaluation has come while it takes its time. */
export async function withProgress<T>(client: WorkspaceClient, call: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const told = tellProgress(client, stop.signal);
  try {
    return await call();
  } finally {
    stop.abort();
    await told;
  }
}

async function tellProgress(client: WorkspaceClient, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  let toldAt = startedAt;
  const silence = watchSilence(SILENCE_MS, (seconds) =>
    tell(
      `No item has ended for ${seconds} s: the model is waited for. Ctrl+C stops, and what is done is kept.`,
    ),
  );
  try {
    for await (const sent of await client.sessions.events({ after: Number.MAX_SAFE_INTEGER }, { signal })) {
      const event = readSentEvent(sent);
      if (event?.type !== "evaluation-progress") continue;
      silence.heard();
      if (performance.now() - toldAt < EVERY_MS) continue;
      const { done, total } = event.body;
      toldAt = performance.now();
      const secondsLeft = (((toldAt - startedAt) / done) * (total - done)) / 1000;
      tell(`${done} of ${total} items, about ${Math.ceil(secondsLeft)} s left`);
    }
  } catch (error) {
    // The stream ends by being aborted; any other end is the call's to report.
    if (!signal.aborted) throw error;
  } finally {
    silence.stop();
  }
}
