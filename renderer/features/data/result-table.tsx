import { useMemo, type CSSProperties } from "react";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatEstimate } from "#renderer/text/format.ts";
import { signChange, tellChange } from "#renderer/ui/item-change.ts";
import { Mark, type Meaning } from "#renderer/ui/mark.tsx";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import { inputsQuery } from "./data-queries.ts";
import { toLine } from "./item-table.tsx";
import { measureColumns, type ColumnFigure, type ResultRow } from "./results.ts";

type ResultTableProps = {
  readonly matrix: Matrix;
  readonly rows: readonly ResultRow[];
  readonly dataset: string;
};

/** One cell per item and version: its outcome, and the way to the run behind it. */
export function ResultTable({ matrix, rows, dataset }: ResultTableProps) {
  const { columns } = matrix;
  const inputs = useQuery(inputsQuery(dataset)).data;
  const figures = useMemo(() => measureColumns(matrix), [matrix]);
  return (
    <div className="results" style={{ "--result-count": columns.length } as CSSProperties}>
      <VirtualTable
        label={dataStrings.tabs.results}
        columns="result-columns"
        head={
          <>
            <span role="columnheader">{dataStrings.columns.id}</span>
            <span role="columnheader">{dataStrings.columns.class}</span>
            {columns.map((column, at) => (
              <ColumnHead key={column.proposal ?? "baseline"} column={column} figure={figures[at] ?? null} />
            ))}
            <span role="columnheader">{dataStrings.columns.input}</span>
          </>
        }
        rows={rows}
        keyOf={({ item }) => item}
        rowHeight={24}
      >
        {(row) => <ResultCells row={row} columns={columns} input={toLine(inputs?.get(row.item) ?? "")} />}
      </VirtualTable>
    </div>
  );
}

const VERDICT_MEANINGS: Readonly<Record<string, Meaning>> = {
  accept: "good",
  reject: "bad",
  undecided: "undecided",
};

type Column = Matrix["columns"][number];

function ColumnHead({ column, figure }: { readonly column: Column; readonly figure: ColumnFigure | null }) {
  const { proposal, verdict } = column;
  const text = figure === null ? "" : formatEstimate(figure.accuracy, figure.interval, figure.n);
  if (proposal === null) {
    return (
      <span role="columnheader" className="result-head" title={dataStrings.baselineColumn(text)}>
        <span>{dataStrings.baseline}</span>
        <Figure figure={figure} />
      </span>
    );
  }
  return (
    <span role="columnheader" className="result-head" title={dataStrings.proposalColumn(proposal, text)}>
      <a className="result-proposal" href={hrefTo("improve", ["proposal", proposal])}>
        <Mark meaning={VERDICT_MEANINGS[verdict] ?? "neutral"}>{proposal}</Mark>
      </a>
      <Figure figure={figure} />
    </span>
  );
}

/** In the room of a column: the share with its interval, in whole percent. The title has them to one digit, with n. */
function Figure({ figure }: { readonly figure: ColumnFigure | null }) {
  if (figure === null) return null;
  const [share, low, high] = [figure.accuracy, ...figure.interval].map((part) => Math.round(part * 100));
  return (
    <>
      <span className="number">{share} %</span>
      <span className="number faint">
        {low}–{high}
      </span>
    </>
  );
}

const SIGNS = { right: "✓", wrong: "✕", none: "·" } as const;

type ResultCellsProps = {
  readonly row: ResultRow;
  readonly columns: readonly Column[];
  readonly input: string;
};

function ResultCells({ row, columns, input }: ResultCellsProps) {
  const { item, className, cells, traces, changes } = row;
  return (
    <>
      <span role="cell" className="mono truncate">
        {item}
      </span>
      <span role="cell" className="truncate soft" dir="auto">
        {className}
      </span>
      {columns.map(({ proposal }, at) => {
        const cell = cells[at] ?? "none";
        const trace = traces[at] ?? null;
        const change = changes[at] ?? null;
        const sign = signChange(SIGNS[cell], change);
        const look = `result result-${cell}${change === null ? "" : " result-changed"}`;
        const outcome = tellChange(dataStrings.cells[cell], change);
        return (
          <span key={proposal ?? "baseline"} role="cell" className="result-place">
            {trace === null ? (
              <span className={look}>
                <span aria-hidden="true">{sign}</span>
                <span className="visually-hidden">{outcome}</span>
              </span>
            ) : (
              <a
                className={look}
                href={hrefTo("traces", [trace])}
                aria-label={dataStrings.openRun(item, outcome)}
              >
                {sign}
              </a>
            )}
          </span>
        );
      })}
      <span role="cell" className="truncate soft" dir="auto">
        {input}
      </span>
    </>
  );
}
