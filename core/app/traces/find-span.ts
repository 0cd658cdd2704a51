import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { HAS_PARENT, readSpanBlocks, type SpanColumns } from "#core/domain/spans/columns.ts";
import { spanKeyOf, splitKey } from "#core/domain/spans/key.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import type { TracePart } from "#core/store/trace-parts.ts";

type Place = { readonly part: TracePart; readonly row: number; readonly startUs: number };

export type FoundSpan = {
  readonly record: SpanRecord;
  /** The model call that was made last right under it: of an agent's span, the whole conversation. Null where there is none. */
  readonly lastCall: SpanRecord | null;
};

const MODEL = SPAN_ROLES.indexOf("model");

type Key = readonly [high: number, low: number];
type Found = { readonly span: Place | null; readonly call: Place | null };

/** Looks for a span in the columns, and reads no more than the parts in which it and its last call stand. Throws not-found. */
export function findSpan(parts: readonly TracePart[], id: string): FoundSpan {
  const key = splitKey(spanKeyOf(id));
  let found: Found = { span: null, call: null };
  for (const part of parts) found = lookIn(part, key, found);
  const record = found.span === null ? null : recordAt(found.span);
  if (record === null) throw new AppError("not-found", `There is no span ${id} in this trace.`);
  return { record, lastCall: found.call === null ? null : recordAt(found.call) };
}

function lookIn(part: TracePart, key: Key, before: Found): Found {
  let { span, call } = before;
  for (const columns of readSpanBlocks(part.block())) {
    for (let row = 0; row < columns.count; row += 1) {
      const place = { part, row, startUs: columns.startUs[row] ?? 0 };
      // What goes on stands behind what is kept and is newer.
      if (columns.keys[2 * row] === key[0] && columns.keys[2 * row + 1] === key[1]) span = place;
      else if (isCallOf(columns, row, key) && place.startUs >= (call?.startUs ?? -Infinity)) call = place;
    }
  }
  return { span, call };
}

function isCallOf({ parents, flags, roleOf }: SpanColumns, row: number, [high, low]: Key): boolean {
  return (
    roleOf[row] === MODEL &&
    parents[2 * row] === high &&
    parents[2 * row + 1] === low &&
    ((flags[row] ?? 0) & HAS_PARENT) !== 0
  );
}

function recordAt({ part, row }: Place): SpanRecord | null {
  return part.records()[row] ?? null;
}
