import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import "./resizer.css";

export type WidthLimits = { readonly initial: number; readonly min: number; readonly max: number };

/** The remembered width of a pane, in CSS pixels. */
export function usePaneWidth(id: string, { initial, min, max }: WidthLimits): number {
  const width = useAppState((state) => state.preferences.widths[id]) ?? initial;
  return Math.min(Math.max(width, min), max);
}

type ResizerProps = WidthLimits & {
  readonly id: string;
  readonly label: string;
  /** Which side of the resizer the pane is on. */
  readonly side: "left" | "right";
};

const STEP = 16;

/** The border between two panes: dragged, or moved by the arrow keys; a double click puts it back. */
export function Resizer({ id, label, side, initial, min, max }: ResizerProps) {
  const { store } = useApp();
  const width = usePaneWidth(id, { initial, min, max });
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sign = side === "left" ? 1 : -1;
  const resize = (next: number): void => {
    const { widths } = store.getState().preferences;
    const clamped = Math.round(Math.min(Math.max(next, min), max));
    store.getState().setPreferences({ widths: { ...widths, [id]: clamped } });
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
