import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import "./virtual-table.css";

type VirtualTableProps<T> = {
  readonly label: string;
  /** A class with the `grid-template-columns` that head and rows share. */
  readonly columns: string;
  /** Cells of the head: elements with role="columnheader". */
  readonly head: ReactNode;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly isSelected?: (row: T) => boolean;
  readonly rowHeight?: number;
  /** Cells of a row: elements with role="cell". A link or button with `data-row` is what arrow keys go to. */
  readonly children: (row: T, index: number) => ReactNode;
  /** Told whenever the first row comes into view or leaves it. */
  readonly onAtTop?: (isAtTop: boolean) => void;
  /** A row that comes into view whenever another is named; -1 for none. */
  readonly inView?: number;
};

const OVERSCAN = 12;

/** A table of any length of which only what is on screen exists. Up and down go from row to row. */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const {
    label,
    columns,
    head,
    rows,
    keyOf,
    rowHeight = 28,
    children,
    onAtTop,
    isSelected,
    inView = -1,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  });
  useEffect(() => {
    if (inView !== -1) virtual.scrollToIndex(inView);
  }, [virtual, inView]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    const current = (event.target as Element).closest("[aria-rowindex]")?.getAttribute("aria-rowindex");
    if (step === undefined || current === null || current === undefined) return;
    event.preventDefault();
    // Row 1 is the head.
    const next = Math.min(Math.max(Number(current) - 2 + step, 0), rows.length - 1);
    virtual.scrollToIndex(next);
    // At once where the row is there: the next key may come within this frame. Otherwise it has to be made first.
    if (!focusRow(scroller.current, next)) requestAnimationFrame(() => focusRow(scroller.current, next));
  };
  return (
    <div className="virtual-table" role="table" aria-label={label} aria-rowcount={rows.length + 1}>
      <div className={`virtual-head ${columns}`} role="row" aria-rowindex={1}>
        {head}
      </div>
      <div
        ref={scroller}
        className="virtual-scroller"
        role="rowgroup"
        onKeyDown={onKeyDown}
        onScroll={(event) => onAtTop?.(event.currentTarget.scrollTop < rowHeight)}
      >
        <div role="presentation" className="virtual-extent" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={keyOf(row)}
                className={`virtual-row ${columns}`}
                role="row"
                aria-rowindex={index + 2}
                {...(isSelected?.(row) === true ? { "data-selected": true } : {})}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                {children(row, index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** False where the row is not there yet. */
function focusRow(scroller: HTMLElement | null, index: number): boolean {
  const row = scroller?.querySelector(`[aria-rowindex="${index + 2}"] [data-row]`);
  if (!(row instanceof HTMLElement)) return false;
  row.focus();
  return true;
}
