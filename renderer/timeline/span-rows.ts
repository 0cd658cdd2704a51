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

/**
 * Writes what a block says of its spans into these rows, a column at a time: keys stand there already. `placeOf` has the
 * places of the block's names among all names.
 */
export function putRows(
  rows: SpanRows,
  block: SpanBlock,
  { rowOf, placeOf }: { readonly rowOf: Int32Array; readonly placeOf: readonly number[] },
): void {
  for (let at = 0; at < block.count; at += 1) {
    const row = rowOf[at] ?? 0;
    rows.startUs[row] = block.startUs[at] ?? 0;
    rows.endUs[row] = block.endUs[at] ?? NaN;
    rows.parents[2 * row] = block.parents[2 * at] ?? 0;
    rows.parents[2 * row + 1] = block.parents[2 * at + 1] ?? 0;
    rows.parentRows[row] = -1;
    rows.nameOf[row] = placeOf[block.nameOf[at] ?? 0] ?? 0;
    rows.flags[row] = block.flags[at] ?? 0;
    rows.roleOf[row] = block.roleOf[at] ?? 0;
    rows.tokens[row] = -1;
    rows.usd[row] = 0;
  }
  for (let at = 0; at < block.usageRows.length; at += 1) {
    const row = rowOf[block.usageRows[at] ?? 0] ?? 0;
    rows.tokens[row] = block.tokens[at] ?? -1;
    rows.usd[row] = block.usd[at] ?? NaN;
  }
}
