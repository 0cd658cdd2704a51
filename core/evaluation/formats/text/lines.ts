/** A line without its line break, or why its text cannot be had. Lines count from 1. */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly reason: string };

const MAX_LINE_BYTES = 4 * 2 ** 20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The lines of a stream of UTF-8, broken at LF, CRLF or CR, also mixed, without a byte order mark. A line that is longer than 4 MiB or
 * not UTF-8 is reported in its place, and the following ones are read as if it were sound.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const line = createLineBuffer();
  for await (const chunk of unifyBreaks(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      line.add(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (!line.isEmpty()) yield line.take();
}

/** The same bytes with LF for every CRLF and every CR. */
export async function* unifyBreaks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isAfterReturn = false;
  for await (const chunk of chunks) {
    if (!isAfterReturn && !chunk.includes(CARRIAGE_RETURN)) {
      yield chunk;
      continue;
    }
    const bytes = Buffer.alloc(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      const isSecond = isAfterReturn && byte === LINE_FEED;
      isAfterReturn = byte === CARRIAGE_RETURN;
      if (!isSecond) length = bytes.writeUInt8(isAfterReturn ? LINE_FEED : byte, length);
    }
    yield bytes.subarray(0, length);
  }
}

function createLineBuffer() {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let number = 1;
  let sizeBytes = 0;
  let parts: Uint8Array[] = [];

  const decode = (): Line => {
    if (sizeBytes > MAX_LINE_BYTES) {
      return { line: number, reason: `the line is longer than ${MAX_LINE_BYTES / 2 ** 20} MiB` };
    }
    try {
      const text = decoder.decode(Buffer.concat(parts));
      return { line: number, text: number === 1 ? text.replace(/^\ufeff/, "") : text };
    } catch {
      return { line: number, reason: "the line is not UTF-8" };
    }
  };
  return {
    add: (part: Uint8Array): void => {
      sizeBytes += part.length;
      // What is too long is counted and no longer kept.
      if (sizeBytes <= MAX_LINE_BYTES) parts.push(part);
      else parts = [];
    },
    isEmpty: (): boolean => sizeBytes === 0,
    take: (): Line => {
      const line = decode();
      number += 1;
      sizeBytes = 0;
      parts = [];
      return line;
    },
  };
}
