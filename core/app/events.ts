import type { EventDocument } from "#core/contract/events.ts";
import type { PassingEvent } from "#core/domain/events/event.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents/documents.ts";

/** Live events: durable ones are read from the store, passing ones handed on; a slow reader is cut off. */
export type EventHub = {
  /** Something durable may have happened. */
  readonly wake: () => void;
  readonly emit: (session: string | null, event: PassingEvent) => void;
  /** What runs is another from now on: known to whoever looks before it is written that it does [W7]. */
  readonly tellNow: () => void;
  /** Every event after `after`, then live ones, until the signal is aborted. */
  readonly stream: (request: StreamRequest) => AsyncGenerator<EventDocument>;
};

export type StreamRequest = {
  readonly session: string | null;
  readonly after: number;
  readonly signal: AbortSignal;
};

const PAGE = 500;
/** Passing events a reader may fall behind before it loses the oldest: the durable ones carry everything that lasts. */
const MOST_PASSING = 1000;

type Reader = { readonly session: string | null; readonly passing: EventDocument[]; wake: () => void };

export function createEventHub(store: Store): EventHub {
  const readers = new Set<Reader>();
  return {
    wake: () => {
      for (const reader of readers) reader.wake();
    },
    emit: (session, event) => {
      for (const reader of readers) {
        if (reader.session !== null && reader.session !== session) continue;
        reader.passing.push({ kind: "passing", session, ...event });
        if (reader.passing.length > MOST_PASSING) reader.passing.shift();
        reader.wake();
      }
    },
    // Who looks in this thread sees what runs.
    tellNow: () => undefined,
    stream: async function* ({ session, after, signal }) {
      const reader: Reader = { session, passing: [], wake: () => undefined };
      readers.add(reader);
      try {
        yield* follow(store, reader, { after, signal });
      } finally {
        readers.delete(reader);
      }
    },
  };
}

async function* follow(
  store: Store,
  reader: Reader,
  { after, signal }: { readonly after: number; readonly signal: AbortSignal },
): AsyncGenerator<EventDocument> {
  let prev = store.events.lastBefore(after, reader.session);
  // One listener for the whole stream: one for each wake would stay until the end of it.
  signal.addEventListener("abort", () => reader.wake(), { once: true });
  while (!signal.aborted) {
    const woken = new Promise<void>((resolve) => {
      reader.wake = resolve;
    });
    for (const event of store.events.after(prev, reader.session, PAGE)) {
      yield { kind: "durable", prev, ...event, at: toIso(event.at) };
      prev = event.seq;
    }
    for (const event of reader.passing.splice(0)) yield event;
    if (
      store.events.lastBefore(Number.MAX_SAFE_INTEGER, reader.session) === prev &&
      reader.passing.length === 0
    ) {
      await woken;
    }
  }
}
