import type { AppError } from "#core/base/app-error.ts";
import {
  MOST_ANSWER_BYTES,
  MOST_DOCUMENT_BYTES,
  MOST_EVENT_BYTES,
  MOST_EVENT_LINES,
  MOST_LINES,
} from "./limits.ts";
import type { Sleep } from "#core/models/retry.ts";

type Body = ReadableStream<Uint8Array>;
type Reader = ReadableStreamDefaultReader<Uint8Array>;

export type StreamOptions = {
  readonly sleep: Sleep;
  /** The error that an answer ends with that is more than `what`. */
  readonly tooMuch: (what: string) => AppError;
};

/** An endpoint has closed its stream long before; one that leaves it open loses the connection. */
const DRAIN_MS = 250;

/**
 * The body of a stream, as far as it is taken. The SDK cancels a stream at its "[DONE]", a few bytes before the true end,
 * and so loses the connection: every call would open another. Here cancelling means reading those bytes; whoever leaves in
 * the middle aborts the request.
 */
export function boundStream(body: Body, { sleep, tooMuch }: StreamOptions): Body {
  const reader = body.getReader();
  const findExcess = watchBytes();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read();
      const excess = done ? null : findExcess(value);
      if (done) controller.close();
      else if (excess === null) controller.enqueue(value);
      else {
        controller.error(tooMuch(excess));
        await leave(reader);
      }
    },
    cancel: async () => {
      const over = new AbortController();
      const drained = readUpTo(reader, MOST_DOCUMENT_BYTES).finally(() => over.abort());
      await Promise.race([drained, sleep(DRAIN_MS, over.signal)]);
      await leave(reader);
    },
  });
}

/** The beginning of a document, as text. */
export async function readDocument(body: Body): Promise<string> {
  const reader = body.getReader();
  const bytes = await readUpTo(reader, MOST_DOCUMENT_BYTES);
  await leave(reader);
  return new TextDecoder().decode(bytes);
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Says of each piece whether the answer is too much with it, and by what. Lines end as the SDK has them end. */
function watchBytes(): (piece: Uint8Array) => string | null {
  const event = { bytes: 0, lines: 0 };
  let bytes = 0;
  let lines = 0;
  let before = LINE_FEED;
  return (piece) => {
    bytes += piece.length;
    for (const byte of piece) {
      const isSecondHalf = byte === LINE_FEED && before === CARRIAGE_RETURN;
      const isEnd = byte === LINE_FEED || byte === CARRIAGE_RETURN;
      const isEmptyLine = isEnd && (before === LINE_FEED || before === CARRIAGE_RETURN);
      before = byte;
      event.bytes += 1;
      if (!isEnd) continue;
      // The empty line's own end may be two characters; the second of them ends nothing.
      if (isSecondHalf) before = LINE_FEED;
      else {
        lines += 1;
        event.lines = isEmptyLine ? 0 : event.lines + 1;
        if (isEmptyLine) event.bytes = 0;
      }
      if (event.lines > MOST_EVENT_LINES) return `${MOST_EVENT_LINES} lines in one event`;
    }
    if (event.bytes > MOST_EVENT_BYTES) return `${MOST_EVENT_BYTES} bytes in one event`;
    if (lines > MOST_LINES) return `${MOST_LINES} lines`;
    return bytes > MOST_ANSWER_BYTES ? `${MOST_ANSWER_BYTES} bytes` : null;
  };
}

/** What comes until the end, or until there is more than that; what broke off counts as its end. */
async function readUpTo(reader: Reader, mostBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let left = mostBytes;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value.subarray(0, left));
      left -= value.length;
    }
  } catch {
    // Aborted or broken: whoever reads it sees that it is not whole.
  }
  return Buffer.concat(pieces);
}

/** Without effect on a stream that is over. */
async function leave(reader: Reader): Promise<void> {
  await reader.cancel().catch(() => undefined);
}
