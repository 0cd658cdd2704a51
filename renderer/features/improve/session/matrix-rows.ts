import type { ItemChange } from "#core/domain/item-change.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";

export type MatrixRow = Matrix["rows"][number] & {
  /** A candidate changed it, against its own baseline: two candidates are no baseline of each other [L13]. */
  readonly isChanged: boolean;
};

export type MatrixLine =
  | { readonly kind: "class"; readonly name: string; readonly changed: number; readonly total: number }
  | { readonly kind: "row"; readonly row: MatrixRow };

export type MatrixFilter = { readonly isChangedOnly: boolean; readonly className: string | null };

/** The outcomes of the running assessment, by item: whether head and candidate have it right. */
export type LiveOutcomes = ReadonlyMap<string, { readonly before: boolean; readonly after: boolean }>;

/** Items without a class stand under this name. */
export const NO_CLASS = "";

/** Grouped by class; in each, what changed first, and of that what was broken last. */
export function listMatrix(
  matrix: Matrix,
  { isChangedOnly, className }: MatrixFilter,
): readonly MatrixLine[] {
  const rows = matrix.rows.map(judge);
  const classes = classesOf(matrix);
  const hasClasses = classes.some((name) => name !== NO_CLASS);
  return classes
    .filter((name) => className === null || name === className)
    .flatMap((name): readonly MatrixLine[] => {
      const own = rows.filter((row) => (row.className ?? NO_CLASS) === name).toSorted(byInterest);
      const changed = own.filter((row) => row.isChanged);
      const shown = isChangedOnly ? changed : own;
      if (shown.length === 0) return [];
      const head = { kind: "class" as const, name, changed: changed.length, total: own.length };
      const lines = shown.map((row) => ({ kind: "row" as const, row }));
      return hasClasses ? [head, ...lines] : lines;
    });
}

export function classesOf(matrix: Matrix): readonly string[] {
  return [...new Set(matrix.rows.map(({ className }) => className ?? NO_CLASS))].toSorted();
}

export function countChanged(matrix: Matrix): number {
  return matrix.rows.filter((row) => judge(row).isChanged).length;
}

/** With the running assessment as one more column at the right; where it is the first one, head stands before it. */
export function withLiveColumn(matrix: Matrix, iteration: number, live: LiveOutcomes): Matrix {
  if (live.size === 0) return matrix;
  const isFirst = matrix.columns.length === 0;
  const known = new Set(matrix.rows.map(({ item }) => item));
  const fresh = [...live.keys()].filter((item) => !known.has(item)).map((item) => blankRow(item, matrix));
  const running = { iteration, proposal: null, verdict: "running" };
  return {
    columns: isFirst
      ? [{ iteration: 0, proposal: null, verdict: "baseline" }, running]
      : [...matrix.columns, running],
    rows: [...matrix.rows, ...fresh].map((row) => {
      const outcome = live.get(row.item);
      const cells = [...(isFirst ? [outcome?.before] : []), outcome?.after].map(cellOf);
      return {
        ...row,
        cells: [...row.cells, ...cells],
        traces: [...row.traces, ...cells.map(() => null)],
        changes: [
          ...row.changes,
          ...cells.map((_, at) => (at === cells.length - 1 ? liveChange(outcome) : null)),
        ],
        brokenAt:
          outcome === undefined ? row.brokenAt : brokenBy(outcome, row.cells.length + cells.length - 1),
      };
    }),
  };
}

/** While it runs only whole items are told; the graded scores come with its end. */
function liveChange(outcome: { before: boolean; after: boolean } | undefined): ItemChange | null {
  if (outcome === undefined || outcome.before === outcome.after) return null;
  return outcome.after ? "fixed" : "broken";
}

function brokenBy(outcome: { before: boolean; after: boolean }, column: number): number | null {
  return outcome.before && !outcome.after ? column : null;
}

function blankRow(item: string, { columns }: Matrix): Matrix["rows"][number] {
  return {
    item,
    className: null,
    cells: columns.map(() => "none"),
    traces: columns.map(() => null),
    changes: columns.map(() => null),
    brokenAt: null,
  };
}

function cellOf(isCorrect: boolean | undefined): Matrix["rows"][number]["cells"][number] {
  if (isCorrect === undefined) return "none";
  return isCorrect ? "right" : "wrong";
}

function judge(row: Matrix["rows"][number]): MatrixRow {
  return { ...row, isChanged: row.changes.some((change) => change !== null) };
}

function byInterest(a: MatrixRow, b: MatrixRow): number {
  const byRank = rankOf(a) - rankOf(b);
  return byRank === 0 ? a.item.localeCompare(b.item, "en", { numeric: true }) : byRank;
}

/** What broke last before what changed before what did not. */
function rankOf({ isChanged, brokenAt }: MatrixRow): number {
  if (brokenAt !== null) return 0;
  return isChanged ? 1 : 2;
}
