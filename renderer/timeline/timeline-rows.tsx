import { useComputedColorScheme } from "@mantine/core";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { readTokens } from "#renderer/ui/read-tokens.ts";
import { drawLines, LINE } from "./draw-lines.ts";
import { fitCanvas } from "./fit-canvas.ts";
import { at } from "./span-forest.ts";
import { toMicros } from "./time-scale.ts";
import { TimelineRow } from "./timeline-row.tsx";
import { usePixelRatio } from "#renderer/ui/use-pixel-ratio.ts";
import { useSize } from "#renderer/ui/use-size.ts";
import type { TimelineControl } from "./use-timeline.ts";
import { hasChildren } from "./visible-places.ts";

type TimelineRowsProps = {
  readonly control: TimelineControl;
  readonly found: ReadonlySet<number> | null;
  /** Heads of the columns; they stay while the lines scroll. */
  readonly children: ReactNode;
};

const PAGE = 20;
const HEAD = 26;

/**
 * Lines of the outline: names and figures as text, bars on one canvas beside them, both only as far as they are on
 * screen. The text is the tree that keyboards and screen readers go by; the canvas adds nothing that it lacks.
 */
export function TimelineRows({ control, found, children }: TimelineRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const scale = usePixelRatio();
  const scheme = useComputedColorScheme("light");
  const box = useSize(scroller);
  const height = Math.max(0, box.height - HEAD);
  const bars = useSize(track);
  const { model, visible, selected, line, window, cursorUs, hasCritical } = control;
  const first = Math.min(Math.floor(scrollTop / LINE), Math.max(0, visible.length - 1));
  const places = visible.subarray(first, first + Math.ceil(height / LINE) + 1);
  const offsetPx = first * LINE - scrollTop;

  useLayoutEffect(() => {
    const context = fitCanvas(canvas.current, bars, scale);
    if (context === null || canvas.current === null) return;
    const palette = readTokens(canvas.current);
    drawLines(context, model, {
      ...bars,
      window,
      places,
      offsetPx,
      selected,
      cursorUs,
      hasCritical,
      found,
      palette,
    });
  }, [model, bars, window, places, offsetPx, selected, cursorUs, hasCritical, found, scheme, scale]);
  useKeepInView({ scroller, line: selected === -1 ? -1 : line, height: height });

  const onMove = (event: PointerEvent): void => {
    const px = event.clientX - (track.current?.getBoundingClientRect().left ?? 0);
    control.setCursorUs(px < 0 ? null : toMicros(px, window, bars.width));
  };
  return (
    <div
      ref={scroller}
      className="timeline-scroller"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onPointerMove={onMove}
      onPointerLeave={() => control.setCursorUs(null)}
    >
      <div className="timeline-head">{children}</div>
      <div className="timeline-extent" style={{ height: Math.max(visible.length * LINE, height) }}>
        <div
          className="timeline-screen"
          style={{ height }}
          role="tree"
          tabIndex={0}
          aria-label={tracesStrings.spans}
          // What is selected may be out of sight, or under a collapsed one: then there is no such row.
          {...(places.includes(selected) ? { "aria-activedescendant": `span-${selected}` } : {})}
          onKeyDown={(event) => onTreeKey(event, control)}
        >
          {Array.from(places, (place, index) => (
            <TimelineRow
              key={place}
              control={control}
              place={place}
              top={offsetPx + index * LINE}
              isFound={found === null || found.has(place)}
            />
          ))}
          <div ref={track} className="timeline-track" aria-hidden="true">
            <canvas ref={canvas} className="timeline-canvas" />
          </div>
        </div>
      </div>
    </div>
  );
}

type KeepInView = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly line: number;
  readonly height: number;
};

/** Scrolls only when the selection moves out of sight; a trace that grows moves nothing. */
function useKeepInView({ scroller, line, height }: KeepInView): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || line < 0 || height === 0) return;
    const top = line * LINE;
    if (top < element.scrollTop) element.scrollTop = top - LINE;
    else if (top + 2 * LINE > element.scrollTop + height) element.scrollTop = top + 2 * LINE - height;
  }, [scroller, line, height]);
}

/** The keys of a tree, as everywhere. */
function onTreeKey(event: KeyboardEvent, control: TimelineControl): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = treeKeys(control)[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function treeKeys(control: TimelineControl): Readonly<Record<string, () => void>> {
  const { selected, line, visible, collapsed, model } = control;
  const { forest } = model;
  return {
    ArrowDown: control.next,
    ArrowUp: control.previous,
    PageDown: () => control.selectLine(line + PAGE),
    PageUp: () => control.selectLine(line - PAGE),
    Home: () => control.selectLine(0),
    End: () => control.selectLine(visible.length - 1),
    ArrowRight: () => {
      if (selected === -1) return;
      if (collapsed.has(selected)) control.toggle(selected, true);
      else if (hasChildren(forest, selected)) control.next();
    },
    ArrowLeft: () => {
      if (selected === -1) return;
      if (hasChildren(forest, selected) && !collapsed.has(selected)) control.toggle(selected, false);
      else if (at(forest.parent, selected) !== -1) control.select(at(forest.parent, selected));
    },
  };
}
