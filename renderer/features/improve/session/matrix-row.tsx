import { hrefToProposal, hrefToTrace } from "#renderer/features/improve/common/improve-route.ts";
import type { ItemChange } from "#core/domain/item-change.ts";
import { shortItem } from "#renderer/features/improve/common/short-item.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { signChange, tellChange } from "#renderer/ui/item-change.ts";
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
              <span title={at === 0 ? sessionStrings.matrixBaselineTitle : verdict}>
                {at === 0 ? sessionStrings.matrixBaseline : ""}
              </span>
            ) : (
              <a
                href={hrefToProposal(proposal)}
                title={sessionStrings.matrixColumnTitle(proposal, iteration, verdict)}
              >
                {proposal}
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
  const { item, cells, traces, changes, brokenAt } = row;
  return (
    <>
      <th scope="row" className="matrix-item number" title={item}>
        {shortItem(item)}
      </th>
      {cells.map((cell, at) => (
        // eslint-disable-next-line react/no-array-index-key -- A cell is its place.
        <td key={at} className={classOfCell(cell, changes[at] ?? null)}>
          <CellLink
            cell={cell}
            change={changes[at] ?? null}
            trace={traces[at] ?? null}
            label={sessionStrings.matrixCell(
              shortItem(item),
              nameColumn(columns[at], at),
              tellChange(sessionStrings.outcomes[cell], changes[at] ?? null),
            )}
          />
        </td>
      ))}
      {brokenAt === null ? null : (
        <td className="matrix-note">{sessionStrings.brokenBy(nameColumn(columns[brokenAt], brokenAt))}</td>
      )}
    </>
  );
}

function classOfCell(cell: Cell, change: ItemChange | null): string {
  return `matrix-cell matrix-${cell}${change === null ? "" : " matrix-changed"}`;
}

/** By the number that a candidate has everywhere: iterations without one leave no gap between those. */
function nameColumn(column: Columns[number] | undefined, at: number): string {
  if (at === 0) return sessionStrings.matrixBaselineTitle;
  const proposal = column?.proposal ?? null;
  return proposal === null ? sessionStrings.matrixRunning : sessionStrings.matrixColumn(proposal);
}

type CellLinkProps = {
  readonly cell: Cell;
  readonly change: ItemChange | null;
  readonly trace: string | null;
  readonly label: string;
};

function CellLink({ cell, change, trace, label }: CellLinkProps) {
  const sign = signChange(SIGNS[cell], change);
  if (trace === null) {
    return (
      <span title={label}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{sessionStrings.outcomes[cell]}</span>
      </span>
    );
  }
  return (
    <a href={hrefToTrace(trace)} title={label} aria-label={label}>
      {sign}
    </a>
  );
}
