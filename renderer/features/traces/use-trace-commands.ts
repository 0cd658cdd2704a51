import type { RefObject } from "react";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";
import type { ReplayControl } from "./replay/use-replay.ts";
import type { TraceSearch } from "./use-trace-search.ts";

type TraceCommandParts = {
  readonly control: TimelineControl;
  readonly search: TraceSearch;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly replay: ReplayControl;
};

const PANE = "timeline";
const ZOOM_STEP = 1.6;
const PAN_STEP = 0.2;
const LARGE_PAN = 0.9;

/** Keys of the timeline, as Perfetto and browsers' profilers have them. */
export function useTraceCommands(parts: TraceCommandParts): void {
  useCommands("timeline", [
    ...motionCommands(parts),
    ...spanCommands(parts),
    ...searchCommands(parts),
    ...replayCommands(parts),
  ]);
}

type Row = readonly [id: string, title: string, keys: string, run: () => void];

function toCommands(rows: readonly Row[]): readonly Command[] {
  return rows.map(([id, title, keys, run]) => ({
    id: `timeline-${id}`,
    title,
    keys,
    run,
    group: tracesStrings.trace,
    pane: PANE,
  }));
}

function motionCommands({ control }: TraceCommandParts): readonly Command[] {
  return toCommands([
    ["zoom-in", tracesStrings.zoomIn, "W", () => control.zoom(ZOOM_STEP)],
    ["zoom-out", tracesStrings.zoomOut, "S", () => control.zoom(1 / ZOOM_STEP)],
    ["earlier", tracesStrings.earlier, "A", () => control.pan(-PAN_STEP)],
    ["later", tracesStrings.later, "D", () => control.pan(PAN_STEP)],
    ["much-earlier", tracesStrings.muchEarlier, "Shift+A", () => control.pan(-LARGE_PAN)],
    ["much-later", tracesStrings.muchLater, "Shift+D", () => control.pan(LARGE_PAN)],
    ["focus", tracesStrings.focus, "F", control.focus],
  ]);
}

function spanCommands({ control }: TraceCommandParts): readonly Command[] {
  return toCommands([
    ["next", tracesStrings.next, ".", control.next],
    ["previous", tracesStrings.previous, ",", control.previous],
    ["expand", tracesStrings.expandAll, "]", control.expandAll],
    ["collapse", tracesStrings.collapseAll, "[", control.collapseAll],
    ["critical", tracesStrings.critical, "C", control.toggleCritical],
  ]);
}

/** Of a run that is over, whatever it came to. */
function replayCommands({ replay }: TraceCommandParts): readonly Command[] {
  if (!replay.canPlay) return [];
  return toCommands([["replay", tracesStrings.replay.play, "Shift+R", () => void replay.play("tape")]]);
}

function searchCommands({ control, search, field }: TraceCommandParts): readonly Command[] {
  return [
    {
      id: "timeline-search",
      title: tracesStrings.search,
      group: tracesStrings.trace,
      keys: "Mod+F",
      run: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
    ...toCommands([
      [
        "clear",
        tracesStrings.clear,
        "Escape",
        () => {
          if (search.text === "") control.select(-1);
          else search.clear();
        },
      ],
    ]),
  ];
}
