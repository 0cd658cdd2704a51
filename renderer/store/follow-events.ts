import { readSentEvent } from "#core/contract/events.ts";
import type { AppStore } from "./app-store.ts";
import type { CommitReader } from "./commit-reader.ts";
import type { Queries } from "./queries.ts";
import type { Transport } from "#renderer/transport/transport.ts";
import { TOPICS, topicsOf } from "./topics.ts";

const RETRY_MS = 1000;

/**
 * Feeds the workspace's event stream into the store for as long as the window lives: from the beginning at first, from
 * the last event seen after a reconnection. After a gap every snapshot is read again, and every text that was not read.
 */
export function followEvents(parts: Parts): () => void {
  const { store, transport, queries, commits } = parts;
  const ending = new AbortController();
  const offState = transport.onState((connection) => {
    store.getState().setConnection(connection);
    // While it was away anything may have happened, also what no event tells of.
    if (connection !== "open") return;
    queries.invalidate(TOPICS);
    commits.retry();
  });
  store.getState().setConnection(transport.state());
  void follow(parts, ending.signal);
  return () => {
    ending.abort();
    offState();
  };
}

type Parts = {
  readonly store: AppStore;
  readonly transport: Transport;
  readonly queries: Queries;
  readonly commits: CommitReader;
};

async function follow(parts: Parts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await readStream(parts, signal);
    } catch {
      // A fallen socket, or a host that ended the stream because we were slow: both begin again below.
    }
    if (signal.aborted || parts.transport.state() === "refused") return;
    await new Promise((resolve) => {
      setTimeout(resolve, RETRY_MS);
    });
  }
}

async function readStream({ store, transport, queries }: Parts, signal: AbortSignal): Promise<void> {
  const stream = await transport.client.sessions.events({ after: store.getState().lastSeq }, { signal });
  for await (const sent of stream) {
    const event = readSentEvent(sent);
    if (event === null) continue;
    store.getState().ingest(event);
    queries.invalidate(topicsOf(event));
    if (!store.getState().isStale) continue;
    store.getState().markFresh();
    queries.invalidate(TOPICS);
  }
}
