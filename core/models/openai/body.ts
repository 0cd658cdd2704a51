import { MOST_ANSWER_BYTES, MOST_DOCUMENT_BYTES } from "./limits.ts";
import type { Sleep } from "#core/models/retry.ts";

type Body = ReadableStream<Uint8Array>;
type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** An endpoint has closed its stream long before; one that leaves it open loses the connection. */
const DRAIN_MS = 250;

/**
 * Leaves an answer that is over. A few bytes come after its last word, and whoever does not read them loses the connection:
 * every call would open another.
 */
export async function drain(reader: Reader, sleep: Sleep): Promise<void> {
  const over = new AbortController();
  const drained = readUpTo(reader, MOST_DOCUMENT_BYTES).finally(() => over.abort());
  await Promise.race([drained, sleep(DRAIN_MS, over.signal)]);
  await leave(reader);
}

/** The beginning of a document, as text. */
export async function readDocument(body: Body): Promise<string> {
  const reader = body.getReader();
  const bytes = await readUpTo(reader, MOST_DOCUMENT_BYTES);
  await leave(reader);
  return new TextDecoder().decode(bytes);
}

/** A whole answer as text; null for one that goes on beyond what any honest one needs. Throws what breaks it off. */
export async function readAnswer(body: Body | null): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
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
