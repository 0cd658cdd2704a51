import { ITEM_CHANGES, type ItemChange } from "#core/domain/item-change.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";
import { firstDifference } from "#renderer/ui/first-difference.ts";

export type ResultRow = Matrix["rows"][number];
export type ResultMode = "all" | "changed" | "failing" | "broken";

export type ColumnFigure = {
  readonly accuracy: number;
  readonly interval: readonly [number, number];
  readonly n: number;
};

/** Of the items that a column ran. Null where it ran none. */
export function measureColumns({ columns, rows }: Matrix): readonly (ColumnFigure | null)[] {
  return columns.map((_, at) => {
    const n = rows.filter(({ cells }) => cells[at] !== "none").length;
    if (n === 0) return null;
    const right = rows.filter(({ cells }) => cells[at] === "right").length;
    const { low, high } = wilsonInterval(right, n, 0.95);
    return { accuracy: right / n, interval: [low, high], n };
  });
}

/** The rows of a mode: what the last candidate to change it made worse first, then those that changed most often. */
export function pickRows(rows: readonly ResultRow[], mode: ResultMode): readonly ResultRow[] {
  return rows
    .filter((row) => isIn(row, mode))
    .toSorted((a, b) =>
      firstDifference(rankOf(a) - rankOf(b), countChanges(b) - countChanges(a), compareIds(a, b)),
    );
}

function isIn(row: ResultRow, mode: ResultMode): boolean {
  switch (mode) {
    case "all":
      return true;
    case "changed":
      return countChanges(row) > 0;
    case "failing":
      return ran(row).at(-1) === "wrong";
    case "broken":
      return lastChange(row) === "broken" || lastChange(row) === "worse";
  }
}

/** The worst first; what nobody changed last. */
function rankOf(row: ResultRow): number {
  const last = lastChange(row);
  return last === null ? ITEM_CHANGES.length : ITEM_CHANGES.indexOf(last);
}

function lastChange({ changes }: ResultRow): ItemChange | null {
  return changes.findLast((change) => change !== null) ?? null;
}

/** Against each candidate's own baseline: two candidates that were never in force together change nothing [L13]. */
function countChanges({ changes }: ResultRow): number {
  return changes.filter((change) => change !== null).length;
}

function ran({ cells }: ResultRow): readonly ResultRow["cells"][number][] {
  return cells.filter((cell) => cell !== "none");
}

function compareIds(a: ResultRow, b: ResultRow): number {
  return a.item < b.item ? -1 : 1;
}
