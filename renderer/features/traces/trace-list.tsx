import { Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { OPEN_SPLITS } from "#core/domain/dataset.ts";
import { hrefTo, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { sessionsQuery } from "#renderer/store/shared-queries.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { countNewer } from "./hold-rows.ts";
import { ChooseNote, hrefToRow } from "./choose-note.tsx";
import { ImportDialog, openImport } from "./import-dialog.tsx";
import { TraceTable } from "./trace-table.tsx";
import { TraceChoices } from "./trace-choices.tsx";
import {
  nameFilter,
  NEWEST_FIRST,
  nextOrder,
  NO_FILTER,
  type TraceFilter,
  type TraceOrder,
} from "./trace-filter.ts";
import { tracesQuery, type FoundTraces } from "./trace-queries.ts";
import { usePolling } from "#renderer/store/use-polling.ts";
import "./trace-list.css";

const FIRST_LIMIT = 1000;
const LARGEST_LIMIT = 10_000;
const TYPING_MS = 200;
const LIVE_MS = 1500;

const CHOICES = ["all", ...OPEN_SPLITS] as const;

/** Every run and every step of a session, newest first. */
export function TraceList() {
  const { queries } = useApp();
  // Other views lead here with a text to look for.
  const { text, compare } = useRoute().query;
  const [filter, setFilter] = useState<TraceFilter>({ ...NO_FILTER, text: text ?? "" });
  const [order, setOrder] = useState<TraceOrder>(NEWEST_FIRST);
  const [limit, setLimit] = useState(FIRST_LIMIT);
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const query = tracesQuery(settled, order, limit);
  const found = useKeptData(useQuery(query));
  const isLive = useQuery(sessionsQuery).data?.some(({ state }) => state === "running") === true;
  const hasOpen = found.data?.rows.some(({ isOpen }) => isOpen) === true;
  usePolling(query.key, { isOn: isLive || hasOpen, everyMs: LIVE_MS });
  const isFiltered = nameFilter(filter) !== nameFilter(NO_FILTER);
  return (
    <Pane
      id="traces"
      title={tracesStrings.title}
      tools={<ListTools filter={filter} onFilter={setFilter} found={found.data} />}
    >
      <div className="traces-view">
        {compare === undefined ? null : <ChooseNote first={compare} />}
        <ImportDialog />
        <TraceChoices filter={filter} onFilter={setFilter} />
        <Ready of={found} rows={12} onRetry={() => queries.retry(query.key)}>
          {(data) =>
            data.total === 0 ? (
              <NoTraces isFiltered={isFiltered} onClear={() => setFilter(NO_FILTER)} />
            ) : (
              <HeldTable
                key={`${order.by} ${String(order.isDescending)} ${nameFilter(settled)}`}
                newest={data}
                limit={limit}
                order={order}
                onOrder={setOrder}
                toHref={(trace) => hrefToRow(trace, compare)}
                {...(data.rows.length < Math.min(data.total, LARGEST_LIMIT)
                  ? { onMore: () => setLimit(Math.min(limit * 4, LARGEST_LIMIT)) }
                  : {})}
              />
            )
          }
        </Ready>
      </div>
    </Pane>
  );
}

type ListToolsProps = {
  readonly filter: TraceFilter;
  readonly onFilter: (filter: TraceFilter) => void;
  readonly found: FoundTraces | undefined;
};

function ListTools({ filter, onFilter, found }: ListToolsProps) {
  return (
    <>
      <span className="faint number">{found === undefined ? "" : formatCount(found.total)}</span>
      <div className="pane-spacer" />
      <Button component="a" href={hrefTo("traces", [], { compare: "" })}>
        {comparisonStrings.compareTwo}
      </Button>
      <Button onClick={openImport}>{receivedStrings.importButton}</Button>
      <SegmentedControl
        aria-label={tracesStrings.split}
        value={filter.split}
        data={CHOICES.map((value) => ({
          value,
          label: value === "all" ? tracesStrings.allSplits : dataStrings.splits[value],
        }))}
        onChange={(split) => onFilter({ ...filter, split })}
      />
      <Checkbox
        size="xs"
        label={tracesStrings.isWrong}
        checked={filter.isWrong}
        onChange={(event) => onFilter({ ...filter, isWrong: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label={tracesStrings.hasErrors}
        checked={filter.hasErrors}
        onChange={(event) => onFilter({ ...filter, hasErrors: event.currentTarget.checked })}
      />
      <TextInput
        className="traces-filter"
        aria-label={tracesStrings.filter}
        placeholder={tracesStrings.filter}
        leftSection={<IconSearch size={14} stroke={1.8} />}
        value={filter.text}
        maxLength={200}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
    </>
  );
}

function NoTraces({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        title={tracesStrings.noMatchTitle}
        action={<Button onClick={onClear}>{tracesStrings.clearFilters}</Button>}
      >
        {tracesStrings.noMatchText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={tracesStrings.emptyTitle}
      action={
        <Button component="a" href={hrefTo("home")}>
          {tracesStrings.emptyAction}
        </Button>
      }
    >
      {tracesStrings.emptyText}
    </EmptyState>
  );
}

/** What was shown stays until the answer to the next question is there. */
function useKeptData(found: Snapshot<FoundTraces>): Snapshot<FoundTraces> {
  const [kept, setKept] = useState(found.data);
  if (found.data !== undefined && found.data !== kept) setKept(found.data);
  return { ...found, data: found.data ?? kept };
}

type HeldTableProps = {
  readonly newest: FoundTraces;
  readonly limit: number;
  readonly order: TraceOrder;
  readonly onOrder: (order: TraceOrder) => void;
  /** Where a row leads. */
  readonly toHref: (trace: string) => string;
  readonly onMore?: () => void;
};

/** What is new goes on top only while one is at the top: a list that somebody reads never moves by itself. */
function HeldTable({ newest, limit, order, onOrder, toHref, onMore }: HeldTableProps) {
  const [shown, setShown] = useState({ found: newest, limit });
  const [isAtTop, setIsAtTop] = useState(true);
  const mayMove = isAtTop || (limit !== shown.limit && newest.rows.length > shown.found.rows.length);
  if (mayMove && shown.found !== newest) setShown({ found: newest, limit });
  const { rows, total } = shown.found;
  const newer = isAtTop ? 0 : countNewer(rows, newest.rows);
  return (
    <div className="traces-body">
      {newer === 0 ? null : (
        <div className="traces-newer" role="status">
          {tracesStrings.newer(formatCount(newer))}
          <Button onClick={() => setShown({ found: newest, limit })}>{tracesStrings.showNewer}</Button>
        </div>
      )}
      <TraceTable
        rows={rows}
        order={order}
        toHref={toHref}
        onSort={(by) => onOrder(nextOrder(order, by))}
        onAtTop={setIsAtTop}
      />
      {onMore === undefined ? null : (
        <div className="traces-more">
          {tracesStrings.moreNote(
            formatCount(rows.length),
            formatCount(total),
            order.by === "started" && order.isDescending,
          )}
          <Button onClick={onMore}>{tracesStrings.more}</Button>
        </div>
      )}
    </div>
  );
}
