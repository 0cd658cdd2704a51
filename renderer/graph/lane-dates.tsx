import { useMemo, type ReactNode } from "react";
import type { Drawing } from "./drawing.ts";
import { bottomOf, type Viewport } from "./geometry.ts";
import { indexFirstLane, listTicks } from "./lane-ticks.ts";

/** How high the row is, and what is below a drawing that is zoomed out: the row again, for what its colours mean. */
export const LANE_ROW = 22;

type LaneDatesProps = {
  readonly drawing: Drawing;
  readonly viewport: Viewport;
  /** What the drawing has for itself. */
  readonly room: { readonly width: number; readonly height: number };
  readonly renderDate: (id: string) => ReactNode;
};

/** Under a history whose nodes cannot be read: from when they are. */
export function LaneDates({ drawing, viewport, room, renderDate }: LaneDatesProps) {
  const nodeAt = useMemo(() => indexFirstLane(drawing.layout), [drawing.layout]);
  const top = Math.min(bottomOf(drawing.layout.lanes, viewport) + 4, room.height - 2 * LANE_ROW);
  return (
    <div className="lane-dates" style={{ top, height: LANE_ROW }} aria-hidden="true">
      {listTicks(nodeAt, drawing.layout, { viewport, width: room.width }).map(({ node, x }) => (
        <span key={node} className="lane-date" style={{ left: Math.round(x) }}>
          {renderDate(drawing.ids[node] ?? "")}
        </span>
      ))}
    </div>
  );
}
