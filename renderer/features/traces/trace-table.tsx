import type { TraceRowDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/app/route.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatMillis } from "#renderer/timeline/time-scale.ts";
import { formatCount, shortId } from "#renderer/ui/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import { When } from "#renderer/ui/when.tsx";

type TraceTableProps = {
  readonly rows: readonly TraceRowDocument[];
  readonly onAtTop: (isAtTop: boolean) => void;
};

const { columns } = tracesStrings;

export function TraceTable({ rows, onAtTop }: TraceTableProps) {
  return (
    <VirtualTable
      label={tracesStrings.list}
      columns="traces-columns"
      head={<TraceHead />}
      rows={rows}
      keyOf={({ trace }) => trace}
      onAtTop={onAtTop}
    >
      {(row) => <TraceCells row={row} />}
    </VirtualTable>
  );
}

function TraceHead() {
  return (
    <>
      <span role="columnheader">{columns.name}</span>
      <span role="columnheader">{columns.task}</span>
      <span role="columnheader">{columns.run}</span>
      <span role="columnheader" className="cell-number">
        {columns.duration}
      </span>
      <span role="columnheader" className="cell-number">
        {columns.spans}
      </span>
      <span role="columnheader" className="cell-number">
        {columns.errors}
      </span>
      <span role="columnheader" className="cell-number">
        {columns.tokens}
      </span>
      <span role="columnheader" className="traces-when">
        {columns.started}
      </span>
    </>
  );
}

function TraceCells({ row }: { readonly row: TraceRowDocument }) {
  const { trace, name, task, run, durationMs, spans, errors, tokens, startedAt, isOpen } = row;
  return (
    <>
      <span role="cell" className="truncate">
        <a className="traces-name" href={hrefTo("traces", [trace])} data-row>
          {shortName(name)}
        </a>
      </span>
      <span role="cell" className="truncate soft" title={task ?? undefined}>
        {task}
      </span>
      <span role="cell" className="mono faint" title={run ?? undefined}>
        {run === null ? "" : shortId(run)}
      </span>
      <span role="cell" className="cell-number">
        {isOpen ? <Mark meaning="running">{tracesStrings.running}</Mark> : formatMillis(durationMs)}
      </span>
      <span role="cell" className="cell-number">
        {formatCount(spans)}
      </span>
      <span role="cell" className="cell-number">
        {errors === 0 ? <span className="faint">0</span> : <Mark meaning="bad">{formatCount(errors)}</Mark>}
      </span>
      <span role="cell" className="cell-number">
        {tokens === null ? "" : formatCount(tokens)}
      </span>
      <span role="cell" className="traces-when faint truncate">
        <When at={startedAt} />
      </span>
    </>
  );
}

/** Runs are named after their agent, which is the only kind of resource that runs. */
function shortName(name: string): string {
  return name.replace(/^agent\//, "");
}
