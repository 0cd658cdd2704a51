import { useRef, type WheelEvent } from "react";
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
  const axis = useRef<HTMLDivElement>(null);
  const { width } = useSize(axis);
  const { window, cursorUs } = control;
  return (
    <div className="timeline" style={{ "--timeline-labels": `${labelWidth}px` } as React.CSSProperties}>
      <Overview model={control.model} window={window} onWindow={control.setWindow} />
      <TimelineRows control={control} found={found} onWheel={(event) => onWheel(event, control)}>
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
function onWheel(event: WheelEvent, control: TimelineControl): void {
  const sideways = event.shiftKey ? event.deltaY : event.deltaX;
  if (event.ctrlKey || event.metaKey) control.zoom(Math.exp(-event.deltaY / 300));
  else if (sideways !== 0) control.pan(sideways / 800);
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
