import { useContext, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { uiStrings } from "#renderer/strings/ui.ts";
import { PaneWidthsContext, usePaneWidth, type WidthLimits } from "./pane-widths.ts";
import "./resizer.css";

type ResizerProps = WidthLimits & {
  readonly id: string;
  readonly label: string;
  /** Which side of the resizer the pane is on. */
  readonly side: "left" | "right";
};

const STEP = 16;

/** The border between two panes: dragged, or moved by the arrow keys; a double click puts it back. */
export function Resizer({ id, label, side, initial, min, max }: ResizerProps) {
  const { setWidth } = useContext(PaneWidthsContext);
  const width = usePaneWidth(id, { initial, min, max });
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sign = side === "left" ? 1 : -1;
  const resize = (next: number): void => {
    setWidth(id, Math.round(Math.min(Math.max(next, min), max)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = { ArrowLeft: -sign, ArrowRight: sign }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    resize(width + steps * STEP);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current !== null) resize(start.current.width + sign * (event.clientX - start.current.x));
  };
  return (
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={uiStrings.resize(label)}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(initial)}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
