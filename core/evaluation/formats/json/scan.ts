const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;
/** What closes a bracket. */
const CLOSER: ReadonlyMap<number, number> = new Map([
  [0x5b, CLOSE_LIST],
  [0x7b, CLOSE_OBJECT],
]);
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const COMMA = 0x2c;

/** The first byte from here that is no white space; the length where there is none. */
export function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && BLANKS.has(bytes[at] ?? 0)) at += 1;
  return at;
}

/** Where the text ends that begins here with its quote, just past the closing one; at the line's end if it has none. */
function skipString(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
    else if (bytes[at] === LINE_FEED) return at;
  }
  return bytes.length;
}

/** Where a value ends that begins here, and whether its brackets and quotes are all closed. */
export type Extent = { readonly end: number; readonly isClosed: boolean };

/** The extent of the value that begins here. One with a text that its line does not close is not closed. */
export function findExtent(bytes: Uint8Array, start: number): Extent {
  const first = bytes[start] ?? 0;
  if (first === QUOTE) return closedString(bytes, start);
  if (!CLOSER.has(first)) return { end: skipScalar(bytes, start), isClosed: true };
  const open: number[] = [];
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const closer = CLOSER.get(byte);
    if (closer !== undefined) open.push(closer);
    else if (byte === QUOTE) {
      const { end, isClosed } = closedString(bytes, at);
      if (!isClosed) return { end, isClosed };
      at = end - 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      // A bracket of the other kind closes what is around this value.
      if (open.pop() !== byte) return { end: at, isClosed: false };
      if (open.length === 0) return { end: at + 1, isClosed: true };
    }
  }
  return { end: bytes.length, isClosed: false };
}

function closedString(bytes: Uint8Array, start: number): Extent {
  const end = skipString(bytes, start);
  return { end, isClosed: end > start + 1 && bytes[end - 1] === QUOTE };
}

/** Up to a comma, a closing bracket or the end of the line. */
function skipScalar(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === COMMA || byte === LINE_FEED || byte === CLOSE_LIST || byte === CLOSE_OBJECT) break;
    at += 1;
  }
  return at;
}

/**
 * Where reading goes on after a value that is not closed: the first line that begins with a bracket, no further in than
 * the value's own line; the end where there is none.
 */
export function findNextStart(bytes: Uint8Array, start: number): number {
  const most = indentOf(bytes, start);
  for (let line = bytes.indexOf(LINE_FEED, start); line !== -1; line = bytes.indexOf(LINE_FEED, line + 1)) {
    const at = skipIndent(bytes, line + 1);
    if (CLOSER.has(bytes[at] ?? 0) && at - line - 1 <= most) return at;
  }
  return bytes.length;
}

function indentOf(bytes: Uint8Array, start: number): number {
  const line = bytes.lastIndexOf(LINE_FEED, start) + 1;
  return skipIndent(bytes, line) - line;
}

function skipIndent(bytes: Uint8Array, line: number): number {
  let at = line;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
  return at;
}

/** How many brackets are open at once, at most. The text is sound. */
export function measureDepth(bytes: Uint8Array): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = skipString(bytes, at) - 1;
    else if (CLOSER.has(byte)) {
      depth += 1;
      most = Math.max(most, depth);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return most;
}
