import type { ColumnsDocument, TraceCursor } from "#core/contract/traces.ts";
import { toTraceParts } from "#core/store/trace-parts.ts";
import type { Store } from "#core/store/store.ts";
import type { ReadTrace } from "./read-trace.ts";

/** So much is sent at a time: a large trace needs no more room than a small one, here and on the way. */
const MOST_BYTES = 1024 * 1024;

/**
 * What there is of a trace behind a place in it: blocks of columns (`readSpanBlocks`), and the place behind them. First what
 * is kept, then what goes on; a span that changed comes again.
 */
export function readColumns(store: Store, { id, open }: ReadTrace, cursor: TraceCursor): ColumnsDocument {
  const kept = store.traces.parts(id);
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  let { part } = cursor;
  for (let bytes = 0; part < kept.length && bytes < MOST_BYTES; part += 1) {
    const block = kept[part]?.block() ?? new Uint8Array();
    blocks.push(block);
    bytes += block.length;
  }
  if (part < kept.length || open === null) return toDocument(blocks, { ...cursor, part }, part < kept.length);
  // A trace that was begun anew under this id has fewer changes than were seen of it.
  const since = cursor.revision > open.revision ? 0 : cursor.revision;
  blocks.push(...toTraceParts(open.since(since)).map(({ block }) => block()));
  return toDocument(blocks, { part, revision: open.revision }, false);
}

function toDocument(
  blocks: readonly Uint8Array<ArrayBuffer>[],
  next: TraceCursor,
  hasMore: boolean,
): ColumnsDocument {
  return { blocks: new Blob([...blocks]), next, hasMore };
}
