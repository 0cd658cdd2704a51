import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatPercent } from "#renderer/text/format.ts";
import { When } from "#renderer/ui/when.tsx";
import { LineageDisc } from "./lineage-disc.tsx";
import { NodeName } from "./lineage-card.tsx";
import type { LineageNode } from "./lineage-node.ts";
import { NodeRole } from "./node-role.tsx";
import type { Lineage } from "./lineage.ts";
import { newestFirst } from "./newest-first.ts";
import { useNodeText } from "./use-node-text.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";
import "./lineage-list.css";
import { ShownText } from "#renderer/ui/shown-text.tsx";

const ROW = 28;

type LineageListProps = { readonly lineage: Lineage; readonly selection: LineageSelection };

/** The same nodes as the graph, newest first, one per row: for keys, for screen readers, and for reading quickly. */
export function LineageList({ lineage, selection }: LineageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => newestFirst(lineage.nodes), [lineage]);
  const { first, second, pick } = selection;
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => id === first),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  useEffect(() => virtual.scrollToIndex(active, { align: "auto" }), [virtual, active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = targetOf(event.key, active, rows.length);
    const target = to === null ? undefined : rows[to];
    if (target === undefined) return;
    event.preventDefault();
    pick(target.id, false);
  };
  return (
    <div className="lineage-list">
      <div className="lineage-list-head" aria-hidden="true">
        <span>{lineageStrings.columns.version}</span>
        <span>{lineageStrings.columns.message}</span>
        <span>{lineageStrings.columns.outcome}</span>
        <span>{lineageStrings.columns.changes}</span>
        <span>{lineageStrings.columns.author}</span>
        <span>{lineageStrings.columns.when}</span>
      </div>
      <div
        ref={scroller}
        className="lineage-list-rows"
        role="listbox"
        tabIndex={0}
        aria-label={lineageStrings.title}
        aria-activedescendant={rowId(rows[active])}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const node = rows[index];
            if (node === undefined) return null;
            const isSelected = node.id === first || node.id === second;
            return (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- The list box above has the keys.
              <div
                key={node.id}
                id={rowId(node)}
                className="lineage-row"
                role="option"
                tabIndex={-1}
                aria-selected={isSelected}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
                onClick={(event) => pick(node.id, event.shiftKey || event.ctrlKey || event.metaKey)}
              >
                <ListCells node={node} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function ListCells({ node }: { readonly node: LineageNode }) {
  const text = useNodeText(node);
  return (
    <>
      <span className="lineage-row-version">
        <LineageDisc node={node} />
        {node.kind === "candidate" ? (
          <span className="faint">{lineageStrings.proposal(node.proposal.id)}</span>
        ) : (
          <NodeName node={node} />
        )}
      </span>
      <span className="lineage-row-message">
        <span className="truncate" dir="auto">
          {text === null ? null : <ShownText text={text.message} />}
        </span>
        {node.kind === "commit" && !node.isRolledBack ? null : <NodeRole node={node} />}
      </span>
      <span className="number">
        {node.kind === "commit" && node.outcome !== null ? formatPercent(node.outcome.accuracy) : ""}
      </span>
      <span className="number">{text?.changes}</span>
      <span className="truncate soft">{text?.author}</span>
      <span className="faint truncate">{text === null ? null : <When at={text.at} />}</span>
    </>
  );
}

function targetOf(key: string, active: number, count: number): number | null {
  const page = 20;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(Math.max(target, 0), count - 1);
}

function rowId(node: LineageNode | undefined): string | undefined {
  return node === undefined ? undefined : `lineage-row-${node.id}`;
}
