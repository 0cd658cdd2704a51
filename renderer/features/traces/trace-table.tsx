import { useMemo } from "react";
import type { TraceRowDocument } from "#core/contract/traces.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatMillis } from "#renderer/timeline/time-scale.ts";
import { textStrings } from "#renderer/text/words.ts";
import { formatCount, shortId } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { SortHead } from "#renderer/ui/sort-head.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import { When } from "#renderer/ui/when.tsx";
import { OutcomeMark } from "./outcome-mark.tsx";
import type { OrderedBy, TraceOrder } from "./trace-filter.ts";
import { describeRanOn, hasSeveralAgents, shortName } from "./trace-words.ts";

type TraceTableProps = {
  readonly rows: readonly TraceRowDocument[];
  readonly order: TraceOrder;
  readonly onSort: (by: OrderedBy) => void;
  readonly onAtTop: (isAtTop: boolean) => void;
  /** Where a row leads. */
  readonly toHref: (trace: string) => string;
};

const { columns } = tracesStrings;

/** Agents have a column of their own only where there are several. */
export function TraceTable({ rows, order, onSort, onAtTop, toHref }: TraceTableProps) {
  const hasAgents = useMemo(() => hasSeveralAgents(rows), [rows]);
  return (
    <VirtualTable
      label={tracesStrings.list}
      columns={hasAgents ? "traces-columns traces-columns-agents" : "traces-columns"}
      head={<TraceHead hasAgents={hasAgents} order={order} onSort={onSort} />}
      rows={rows}
      keyOf={({ trace }) => trace}
      onAtTop={onAtTop}
    >
      {(row) => <TraceCells row={row} hasAgents={hasAgents} href={toHref(row.trace)} />}
    </VirtualTable>
  );
}

type TraceHeadProps = Pick<TraceTableProps, "order" | "onSort"> & { readonly hasAgents: boolean };

function TraceHead({ hasAgents, order, onSort }: TraceHeadProps) {
  const sortedBy = (by: OrderedBy, className = "") => (
    <SortHead
      className={className}
      isDescending={order.by === by ? order.isDescending : null}
      onSort={() => onSort(by)}
    >
      {columns[by]}
    </SortHead>
  );
  return (
    <>
      {sortedBy("outcome")}
      {sortedBy("item")}
      <span role="columnheader">{columns.split}</span>
      <span role="columnheader">{columns.ranOn}</span>
      {hasAgents ? <span role="columnheader">{columns.agent}</span> : null}
      <span role="columnheader" className="traces-task">
        {columns.task}
      </span>
      <span role="columnheader" className="traces-run">
        {columns.run}
      </span>
      {sortedBy("duration", "cell-number")}
      {sortedBy("spans", "cell-number traces-spans")}
      {sortedBy("errors", "cell-number")}
      {sortedBy("tokens", "cell-number")}
      {sortedBy("cost", "cell-number traces-cost")}
      {sortedBy("started", "traces-when")}
    </>
  );
}

type TraceCellsProps = {
  readonly row: TraceRowDocument;
  readonly hasAgents: boolean;
  readonly href: string;
};

function TraceCells({ row, hasAgents, href }: TraceCellsProps) {
  const { name, task, run, spans, errors, tokens, usd, startedAt } = row;
  const { item, outcome, split, ranOn, replayOf } = row;
  return (
    <>
      <span role="cell">
        {replayOf === null ? null : <span className="faint">{tracesStrings.replay.row}</span>}
        {outcome === null ? null : <OutcomeMark outcome={outcome} />}
      </span>
      <span
        role="cell"
        className="truncate mono"
        title={item === null ? undefined : `${item.dataset}/${item.id}`}
      >
        {item?.id}
      </span>
      <span role="cell" className="truncate soft">
        {split === null ? null : tracesStrings.splits[split]}
      </span>
      <span role="cell" className="truncate">
        {ranOn === null ? null : <RanOn ranOn={ranOn} />}
      </span>
      {hasAgents ? (
        <span role="cell" className="truncate soft">
          {run === null ? null : shortName(name)}
        </span>
      ) : null}
      <span role="cell" className="truncate traces-task" dir="auto" title={showHiddenSigns(task ?? "")}>
        <a href={href} data-row>
          <ShownText text={task ?? shortName(name)} />
        </a>
      </span>
      <span role="cell" className="mono faint traces-run" title={run ?? undefined}>
        {run === null ? "" : shortId(run)}
      </span>
      <span role="cell" className="cell-number">
        <Duration row={row} />
      </span>
      <span role="cell" className="cell-number traces-spans">
        {formatCount(spans)}
      </span>
      <span role="cell" className="cell-number">
        {errors === 0 ? <span className="faint">0</span> : <Mark meaning="bad">{formatCount(errors)}</Mark>}
      </span>
      <span role="cell" className="cell-number">
        {tokens === null ? "" : formatCount(tokens)}
      </span>
      <span role="cell" className="cell-number traces-cost">
        {tokens === null ? "" : <Cost usd={usd} />}
      </span>
      <span role="cell" className="traces-when faint truncate">
        <When at={startedAt} />
      </span>
    </>
  );
}

/** In US dollars, as the head says; what is not known is not zero. */
function Cost({ usd }: Pick<TraceRowDocument, "usd">) {
  if (usd === null) return <span className="faint">{textStrings.unknown}</span>;
  return usd !== 0 && usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2);
}

/** How long it took; of what did not come to its end, that. */
function Duration({ row: { isOpen, isComplete, durationMs } }: { readonly row: TraceRowDocument }) {
  if (isOpen) return <Mark meaning="running">{tracesStrings.running}</Mark>;
  if (isComplete) return formatMillis(durationMs);
  return (
    <Mark meaning="undecided" title={tracesStrings.incompleteTitle}>
      {tracesStrings.incomplete}
    </Mark>
  );
}

function RanOn({ ranOn }: { readonly ranOn: NonNullable<TraceRowDocument["ranOn"]> }) {
  const { text, title, isCommit } = describeRanOn(ranOn);
  return (
    <span className={isCommit ? "mono" : "soft"} title={title}>
      {text}
    </span>
  );
}
