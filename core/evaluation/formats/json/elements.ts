import type { Row } from "#core/evaluation/formats/row.ts";
import { toJsonRow } from "./json-row.ts";
import { findExtent, findNextStart, skipBlanks } from "./scan.ts";

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const CLOSE_LIST = 0x5d;

/** An entry is a task and its answer: what is larger is something else. */
const MAX_ELEMENT_BYTES = 4 * 2 ** 20;

/** Bytes that are read before others have their turn. */
const BYTES_PER_TURN = 2 ** 20;

/** What the records stand in: the text, a list that is all of it, or the list of a member of the object that is. */
type Place = "text" | "list" | "member";

/**
 * The records from `start` on, one after the other, with commas between them or without. In a list they end with its
 * bracket, and what follows a whole text's list is reported. A faulty one costs itself alone [S29].
 */
export async function* readElements(bytes: Uint8Array, start: number, place: Place): AsyncGenerator<Row> {
  const lineAt = createLineCounter(bytes);
  let turn = start;
  let at = skipSeparators(bytes, start);
  while (at < bytes.length) {
    if (place !== "text" && bytes[at] === CLOSE_LIST) {
      const after = skipBlanks(bytes, at + 1);
      if (place === "list" && after < bytes.length)
        yield { line: lineAt(after), reason: "it stands after the end of the list, and was left out" };
      return;
    }
    const { row, end } = readElement(bytes, at, lineAt(at));
    yield row;
    at = skipSeparators(bytes, Math.max(end, at + 1));
    if (at - turn < BYTES_PER_TURN) continue;
    turn = at;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
  if (place !== "text")
    yield { line: lineAt(bytes.length), reason: "the list is not closed: its end is missing" };
}

function readElement(
  bytes: Uint8Array,
  start: number,
  line: number,
): { readonly row: Row; readonly end: number } {
  const { end, isClosed } = findExtent(bytes, start);
  const next = isClosed ? end : findNextStart(bytes, start);
  if (isClosed && end - start > MAX_ELEMENT_BYTES) {
    return {
      row: { line, reason: `the entry is larger than ${MAX_ELEMENT_BYTES / 2 ** 20} MiB` },
      end: next,
    };
  }
  const text = decode(bytes.subarray(start, isClosed ? end : Math.min(next, start + MAX_ELEMENT_BYTES)));
  return {
    row: text === null ? { line, reason: "the entry is not UTF-8" } : toJsonRow(line, text, "the entry"),
    end: next,
  };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function skipSeparators(bytes: Uint8Array, start: number): number {
  let at = skipBlanks(bytes, start);
  while (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1);
  return at;
}

/** Lines of offsets that only ever grow. */
function createLineCounter(bytes: Uint8Array): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (
      let at = bytes.indexOf(LINE_FEED, counted);
      at !== -1 && at < offset;
      at = bytes.indexOf(LINE_FEED, at + 1)
    ) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}
