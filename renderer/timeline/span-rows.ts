import type { SpanColumns as SpanBlock } from "#core/domain/spans/columns.ts";

/** Columns with room for so many rows. */
export type SpanRows = ReturnType<typeof makeRows>;

export function makeRows(capacity: number) {
  return {
    startUs: new Float64Array(capacity),
    endUs: new Float64Array(capacity),
    /** Two numbers for each row, as in blocks. */
    keys: new Uint32Array(2 * capacity),
    parents: new Uint32Array(2 * capacity),
    /** -1 where there is no parent, or it was not found yet. */
    parentRows: new Int32Array(capacity),
    nameOf: new Uint32Array(capacity),
    roleOf: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    /** -1 where nothing was told. */
    tokens: new Float64Array(capacity),
    usd: new Float64Array(capacity),
  };
}

/** The rows themselves where they have room for so many, else larger ones with the same in them. */
export function reserveRows(rows: SpanRows, least: number): SpanRows {
  const capacity = rows.startUs.length;
  if (least <= capacity) return rows;
  const larger = makeRows(Math.max(least, 2 * capacity));
  for (const name of Object.keys(rows) as (keyof SpanRows)[]) larger[name].set(rows[name]);
  return larger;
}

/** Writes what a block says of one of its spans into a row; name and usage are for whoever knows their places. */
export function putRow(
  rows: SpanRows,
  row: number,
  { block, index }: { block: SpanBlock; index: number },
): void {
  rows.startUs[row] = block.startUs[index] ?? 0;
  rows.endUs[row] = block.endUs[index] ?? NaN;
  rows.keys[2 * row] = block.keys[2 * index] ?? 0;
  rows.keys[2 * row + 1] = block.keys[2 * index + 1] ?? 0;
  rows.parents[2 * row] = block.parents[2 * index] ?? 0;
  rows.parents[2 * row + 1] = block.parents[2 * index + 1] ?? 0;
  rows.parentRows[row] = -1;
  rows.flags[row] = block.flags[index] ?? 0;
  rows.roleOf[row] = block.roleOf[index] ?? 0;
  rows.tokens[row] = -1;
  rows.usd[row] = 0;
}
