import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type RefObject } from "react";
import { matchesKeys } from "#renderer/navigation/key-combos.ts";
import { IS_MAC } from "#renderer/navigation/use-key-handler.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { TICK_EVERY } from "./draw-lines.ts";
import { Overview } from "./overview.tsx";
import { TimelineRows } from "./timeline-rows.tsx";
import { formatMicros, listTicks, toPx } from "./time-scale.ts";
import type { TimeWindow } from "./time-window.ts";
import { useSize } from "#renderer/ui/use-size.ts";
import type { TimelineControl } from "./use-timeline.ts";
import "./timeline.css";

type TimelineProps = {
  readonly control: TimelineControl;
  /** Width of the names, in CSS pixels. */
  readonly labelWidth: number;
  /** Places that a search found; null while nothing is searched. */
  readonly found: ReadonlySet<number> | null;
};

/** Overview, axis and lines of one trace. */
export function Timeline({ control, labelWidth, found }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const { store } = useApp();
  useWheel(box, control);
  const { width } = useSize(axis);
  const { window, cursorUs } = control;
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- It only hears held keys of the tree inside it.
    <div
      ref={box}
      className="timeline"
      style={{ "--timeline-labels": `${labelWidth}px` } as CSSProperties}
      onKeyDown={(event) => {
        if (store.getState().preferences.hasLetterKeys) onHeldKey(event, control);
      }}
    >
      <Overview model={control.model} window={window} onWindow={control.setWindow} />
      <TimelineRows control={control} found={found}>
        <span className="timeline-head-name">{tracesStrings.columns.span}</span>
        <span className="timeline-head-number">{tracesStrings.columns.duration}</span>
        <span className="timeline-head-number timeline-optional" title={tracesStrings.selfTitle}>
          {tracesStrings.columns.self}
        </span>
        <span className="timeline-head-number">{tracesStrings.columns.tokens}</span>
        <span className="timeline-head-number timeline-optional">{tracesStrings.columns.cost}</span>
        <div ref={axis} className="timeline-axis" aria-hidden="true">
          <Ticks window={window} width={width} />
          {cursorUs === null ? null : <Cursor us={cursorUs} window={window} width={width} />}
        </div>
      </TimelineRows>
    </div>
  );
}

/** With Ctrl it zooms where the pointer is, sideways it pans; up and down stays what it is everywhere. */
function useWheel(box: RefObject<HTMLDivElement | null>, control: TimelineControl): void {
  const latest = useRef(control);
  useEffect(() => {
    latest.current = control;
  });
  useEffect(() => {
    const element = box.current;
    const onWheel = (event: WheelEvent): void => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (!event.ctrlKey && !event.metaKey && sideways === 0) return;
      // Else the browser would zoom the page, or go back a page.
      event.preventDefault();
      if (sideways === 0) latest.current.zoomAt(Math.exp(-event.deltaY / 300));
      else latest.current.panBy(sideways / 800);
    };
    // React's own listeners are passive and cannot prevent anything.
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [box]);
}

const HELD: ReadonlyArray<readonly [keys: string, act: (control: TimelineControl) => void]> = [
  ["W", (control) => control.zoomAt(1.12)],
  ["S", (control) => control.zoomAt(1 / 1.12)],
  ["A", (control) => control.panBy(-0.05)],
  ["D", (control) => control.panBy(0.05)],
  ["Shift+A", (control) => control.panBy(-0.2)],
  ["Shift+D", (control) => control.panBy(0.2)],
  [".", (control) => control.next()],
  [",", (control) => control.previous()],
];

/** Commands run once per press; a held key of theirs goes on moving. */
function onHeldKey(event: KeyboardEvent, control: TimelineControl): void {
  if (!event.repeat) return;
  const held = HELD.find(([keys]) => matchesKeys(keys, event, IS_MAC));
  if (held === undefined) return;
  event.preventDefault();
  held[1](control);
}

type ScaleProps = { readonly window: TimeWindow; readonly width: number };

function Ticks({ window, width }: ScaleProps) {
  return listTicks(window, width / TICK_EVERY).map((tick) => {
    const left = toPx(tick, window, width);
    // The last one would be cut off by the edge.
    return left > width - 40 ? null : (
      <span key={tick} className="timeline-tick" style={{ left }}>
        {formatMicros(tick)}
      </span>
    );
  });
}

function Cursor({ us, window, width }: ScaleProps & { readonly us: number }) {
  const left = Math.min(Math.max(toPx(us, window, width), 24), Math.max(24, width - 28));
  return (
    <span className="timeline-cursor" style={{ left }}>
      {formatMicros(us)}
    </span>
  );
}
