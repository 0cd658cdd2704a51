import { FAILED, HAS_PARENT, type SpanColumns as SpanBlock } from "#core/domain/spans/columns.ts";
import { joinKey, spanKeyOf, splitKey } from "#core/domain/spans/key.ts";
import { SPAN_ROLES, type SpanRole } from "#core/domain/span-role.ts";
import { createKeyIndex, type KeyIndex } from "./key-index.ts";
import type { Usage } from "./measure-spans.ts";
import type { SpanColumns } from "./span-forest.ts";
import { makeRows, putRows, reserveRows, type SpanRows } from "./span-rows.ts";

/**
 * The spans of a trace as blocks of them come in, in columns that grow: a row for each, in the order of arrival. A span that
 * comes again, because it has ended or was sent twice, keeps its row.
 */
export type SpanTable = {
  readonly size: () => number;
  readonly add: (block: SpanBlock) => void;
  /** Where each hangs and when it was, in microseconds from the first start. */
  readonly columns: () => SpanColumns;
  readonly usage: () => Usage;
  readonly nameOf: (row: number) => string;
  readonly roleOf: (row: number) => SpanRole;
  /** Place in SPAN_ROLES. */
  readonly colourOf: (row: number) => number;
  readonly hasFailed: (row: number) => boolean;
  readonly isOpen: (row: number) => boolean;
  readonly idOf: (row: number) => string;
  /** The row of a span by its id or key, or -1. */
  readonly rowOf: (id: string) => number;
  /** The same by the two halves of its key. */
  readonly rowOfKey: (high: number, low: number) => number;
};

const FIRST_CAPACITY = 1024;

export function createSpanTable(): SpanTable {
  let rows = makeRows(FIRST_CAPACITY);
  let size = 0;
  const names = createNames();
  const index = createKeyIndex(() => rows.keys);

  /** The rows of a block's spans: the ones they have, or the next, with their keys in them. */
  const takeRows = ({ count, keys }: SpanBlock): Int32Array => {
    const rowOf = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      const [high, low] = [keys[2 * at] ?? 0, keys[2 * at + 1] ?? 0];
      rows.keys[2 * size] = high;
      rows.keys[2 * size + 1] = low;
      const row = index.take(high, low, size);
      if (row === size) size += 1;
      rowOf[at] = row;
    }
    return rowOf;
  };
  return {
    size: () => size,
    add: (block) => {
      // One more than there can be: a key is written down before it is known whether its span is new.
      rows = reserveRows(rows, size + block.count + 1);
      index.reserve(size + block.count);
      putRows(rows, block, { rowOf: takeRows(block), placeOf: block.names.map(names.placeOf) });
    },
    columns: () => {
      findParents(rows, size, index);
      return toForestColumns(rows, size);
    },
    usage: () => ({ tokens: rows.tokens, usd: rows.usd }),
    nameOf: (row) => names.at(rows.nameOf[row] ?? -1),
    roleOf: (row) => SPAN_ROLES[rows.roleOf[row] ?? -1] ?? "other",
    colourOf: (row) => rows.roleOf[row] ?? 0,
    hasFailed: (row) => ((rows.flags[row] ?? 0) & FAILED) !== 0,
    isOpen: (row) => Number.isNaN(rows.endUs[row]),
    idOf: (row) => joinKey(rows.keys[2 * row] ?? 0, rows.keys[2 * row + 1] ?? 0),
    rowOf: (id) => index.find(...splitKey(spanKeyOf(id))),
    rowOfKey: index.find,
  };
}

/** A parent may come after its children: what was not found is looked for again. */
function findParents({ flags, parents, parentRows }: SpanRows, size: number, index: KeyIndex): void {
  for (let row = 0; row < size; row += 1) {
    if (((flags[row] ?? 0) & HAS_PARENT) === 0 || parentRows[row] !== -1) continue;
    parentRows[row] = index.find(parents[2 * row] ?? 0, parents[2 * row + 1] ?? 0);
  }
}

function toForestColumns(rows: SpanRows, size: number): SpanColumns {
  const startUs = rows.startUs.slice(0, size);
  const endUs = rows.endUs.slice(0, size);
  let originUs = Infinity;
  for (let row = 0; row < size; row += 1) originUs = Math.min(originUs, startUs[row] ?? 0);
  for (let row = 0; row < size; row += 1) {
    const start = startUs[row] ?? 0;
    const end = endUs[row] ?? NaN;
    startUs[row] = start - originUs;
    // A clock that was set back makes no span end before it began [L11].
    endUs[row] = Number.isNaN(end) ? -1 : Math.max(start, end) - originUs;
  }
  return { parents: rows.parentRows.subarray(0, size), startUs, endUs };
}

/** Names once each. */
function createNames() {
  const names: string[] = [];
  const places = new Map<string, number>();
  return {
    placeOf: (name: string): number => {
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
    at: (place: number): string => names[place] ?? "",
  };
}
