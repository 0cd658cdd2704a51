import { useCallback, useMemo, useState } from "react";
import { at, type SpanForest } from "./span-forest.ts";
import { fitWindow, panWindow, windowAround, zoomWindow, type TimeWindow } from "./time-window.ts";
import type { TimelineModel } from "./timeline-model.ts";
import { useGlide } from "./use-glide.ts";
import { findLine, hasChildren, listParents, listVisiblePlaces, reveal } from "./visible-places.ts";

export type TimelineControl = ReturnType<typeof useTimeline>;

type Selection = {
  /** The selected place, or -1. */
  readonly selected: number;
  readonly select: (place: number) => void;
};

/** What a person does to a timeline: the window over it, what is collapsed, what is selected, where the pointer is. */
export function useTimeline(model: TimelineModel, { selected, select }: Selection) {
  const { forest } = model;
  // Null shows all of it, also when a running trace grows.
  const [chosen, setChosen] = useState<TimeWindow | null>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [hasCritical, setHasCritical] = useState(true);
  const [cursorUs, setCursorUs] = useState<number | null>(null);
  const { glide, stop } = useGlide(setChosen);
  // Where a glide is going: what is pressed during it goes on from there.
  const [target, setTarget] = useState<TimeWindow | null>(null);
  const window = chosen ?? fitWindow(forest);
  const aim = target ?? window;
  const jump = (next: TimeWindow | null): void => {
    stop();
    setTarget(null);
    setChosen(next);
  };
  const glideTo = (next: TimeWindow | null): void => {
    setTarget(next ?? fitWindow(forest));
    glide(window, next ?? fitWindow(forest), () => jump(next));
  };
  const anchor = (shown: TimeWindow): number => cursorUs ?? selectedMiddle(forest, selected, shown);
  const visible = useMemo(() => listVisiblePlaces(forest, collapsed), [forest, collapsed]);
  const line = findLine(visible, Math.max(0, selected));

  const selectLine = (next: number): void => {
    const place = visible[Math.min(Math.max(next, 0), visible.length - 1)];
    if (place !== undefined) select(place);
  };
  const toggle = (place: number, isOpen = collapsed.has(place)): void => {
    if (!hasChildren(forest, place)) return;
    const next = new Set(collapsed);
    if (isOpen) next.delete(place);
    else next.add(place);
    setCollapsed(next);
  };
  const show = useCallback(
    (place: number): void => setCollapsed((before) => reveal(forest, before, place)),
    [forest],
  );
  const spanWindow = (place: number): TimeWindow =>
    windowAround({ fromUs: at(forest.startUs, place), toUs: at(forest.endUs, place) }, forest);

  return {
    model,
    window,
    visible,
    collapsed,
    selected,
    line,
    cursorUs,
    setCursorUs,
    hasCritical,
    toggleCritical: () => setHasCritical(!hasCritical),
    setWindow: jump,
    select,
    show,
    selectLine,
    next: () => selectLine(selected === -1 ? 0 : line + 1),
    previous: () => selectLine(selected === -1 ? 0 : line - 1),
    toggle,
    expandAll: () => setCollapsed(new Set()),
    collapseAll: () => {
      setCollapsed(listParents(forest));
      const place = visible[line];
      // What is selected must not vanish: its outermost ancestor takes over.
      if (selected !== -1 && place !== undefined) select(outermost(forest.parent, place));
    },
    /** By a step, so that the eye can follow. */
    zoom: (factor: number) => glideTo(zoomWindow(aim, { factor, anchorUs: anchor(aim), bounds: forest })),
    pan: (share: number) => glideTo(panWindow(aim, share, forest)),
    /** Continuously, as a wheel or a held key does. */
    zoomAt: (factor: number) =>
      jump(zoomWindow(window, { factor, anchorUs: anchor(window), bounds: forest })),
    panBy: (share: number) => jump(panWindow(window, share, forest)),
    /** On the selected span; when it fills the window already, or nothing is selected, on everything. */
    focus: () => {
      const wanted = selected === -1 ? null : spanWindow(selected);
      const isThere = wanted === null || (near(wanted.fromUs, aim.fromUs) && near(wanted.toUs, aim.toUs));
      glideTo(isThere ? null : wanted);
    },
    fit: () => glideTo(null),
  };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.5;
}

function outermost(parent: Int32Array, place: number): number {
  let top = place;
  for (let above = at(parent, top); above !== -1; above = at(parent, above)) top = above;
  return top;
}

/** What stays in place while zooming without a pointer: the selected span where it shows, else the middle. */
function selectedMiddle(forest: SpanForest, selected: number, shown: TimeWindow): number {
  const middle = selected === -1 ? null : (at(forest.startUs, selected) + at(forest.endUs, selected)) / 2;
  const isShown = middle !== null && middle >= shown.fromUs && middle <= shown.toUs;
  return isShown ? middle : (shown.fromUs + shown.toUs) / 2;
}
