import { hrefToProposal, hrefToTrace } from "#renderer/features/improve/improve-route.ts";
import { shortItem } from "#renderer/features/improve/short-item.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import type { MatrixRow } from "./matrix-rows.ts";

type Columns = Matrix["columns"];
type Cell = MatrixRow["cells"][number];

const SIGNS: Readonly<Record<Cell, string>> = { right: "✓", wrong: "✕", none: "·" };
const VERDICT_SIGNS: Readonly<Record<string, string>> = {
  accept: "✓",
  reject: "✕",
  undecided: "◐",
  running: "▶",
};

export function MatrixHead({ columns }: { readonly columns: Columns }) {
  return (
    <thead>
      <tr className="matrix-head" aria-rowindex={1}>
        <th className="matrix-item">{sessionStrings.matrixItem}</th>
        {columns.map(({ iteration, proposal, verdict }, at) => (
          // eslint-disable-next-line react/no-array-index-key -- One iteration may have several columns.
          <th key={at} className={`matrix-column matrix-verdict-${verdict}`}>
            {proposal === null ? (
              <span title={at === 0 ? sessionStrings.matrixBaseline : verdict}>{iteration}</span>
            ) : (
              <a href={hrefToProposal(proposal)} title={sessionStrings.curveTick(proposal, verdict)}>
                {iteration}
              </a>
            )}
            <span aria-hidden="true" className="matrix-sign">
              {VERDICT_SIGNS[verdict] ?? ""}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type MatrixRowViewProps = { readonly row: MatrixRow; readonly columns: Columns };

export function MatrixRowView({ row, columns }: MatrixRowViewProps) {
  const { item, cells, traces, brokenAt } = row;
  return (
    <>
      <th scope="row" className="matrix-item number" title={item}>
        {shortItem(item)}
      </th>
      {cells.map((cell, at) => (
        // eslint-disable-next-line react/no-array-index-key -- A cell is its place.
        <td key={at} className={`matrix-cell matrix-${cell}`}>
          <CellLink
            cell={cell}
            trace={traces[at] ?? null}
            label={sessionStrings.matrixCell(
              shortItem(item),
              sessionStrings.matrixColumn(columns[at]?.iteration ?? 0),
              sessionStrings.outcomes[cell],
            )}
          />
        </td>
      ))}
      {brokenAt === null ? null : (
        <td className="matrix-note">{sessionStrings.brokenBy(columns[brokenAt]?.iteration ?? 0)}</td>
      )}
    </>
  );
}

type CellLinkProps = { readonly cell: Cell; readonly trace: string | null; readonly label: string };

function CellLink({ cell, trace, label }: CellLinkProps) {
  if (trace === null) {
    return (
      <span title={label}>
        <span aria-hidden="true">{SIGNS[cell]}</span>
        <span className="visually-hidden">{sessionStrings.outcomes[cell]}</span>
      </span>
    );
  }
  return (
    <a href={hrefToTrace(trace)} title={label} aria-label={label}>
      {SIGNS[cell]}
    </a>
  );
}
