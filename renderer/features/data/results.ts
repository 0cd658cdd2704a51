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

/** The rows of a mode, those that got worse first, then those that changed most often. */
export function pickRows(rows: readonly ResultRow[], mode: ResultMode): readonly ResultRow[] {
  return rows
    .filter((row) => isIn(row, mode))
    .toSorted((a, b) =>
      firstDifference(balance(a) - balance(b), countChanges(b) - countChanges(a), compareIds(a, b)),
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
      return balance(row) < 0;
  }
}

/** +1 wrong at first and right at the end, -1 the other way round. */
function balance(row: ResultRow): number {
  const outcomes = ran(row);
  const [first, last] = [outcomes[0], outcomes.at(-1)];
  if (first === last) return 0;
  return last === "right" ? 1 : -1;
}

function countChanges(row: ResultRow): number {
  const outcomes = ran(row);
  return outcomes.filter((outcome, at) => at > 0 && outcome !== outcomes[at - 1]).length;
}

function ran({ cells }: ResultRow): readonly ResultRow["cells"][number][] {
  return cells.filter((cell) => cell !== "none");
}

function compareIds(a: ResultRow, b: ResultRow): number {
  return a.item < b.item ? -1 : 1;
}
