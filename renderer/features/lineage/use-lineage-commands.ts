import type { RefObject } from "react";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { LaneGraphHandle } from "#renderer/graph/use-lane-camera.ts";
import { useApp } from "#renderer/store/app-context.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import type { AskedTag } from "./tag-dialog.tsx";
import { findComparison } from "./find-comparison.ts";
import { findNeighbour, type Direction } from "./find-neighbour.ts";
import type { LineageLayoutMode } from "./lineage-toolbar.tsx";
import type { Lineage } from "./lineage.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";

type LineageCommandParts = {
  readonly lineage: Lineage | null;
  readonly selection: LineageSelection;
  readonly mode: LineageLayoutMode;
  readonly setMode: (mode: LineageLayoutMode) => void;
  readonly graph: RefObject<LaneGraphHandle | null>;
  readonly restore: (commit: string) => void;
  readonly branch: (commit: string) => void;
  readonly tag: (asked: AskedTag) => void;
};

const PANE = "lineage";

/** Keys and palette rows of the lineage. */
export function useLineageCommands(parts: LineageCommandParts): void {
  const moves = parts.mode === "graph" && !parts.selection.isComparing ? moveCommands(parts) : [];
  useCommands("lineage", [...moves, ...selectionCommands(parts), ...useLookCommands(parts)]);
}

function moveCommands({ lineage, selection }: LineageCommandParts): readonly Command[] {
  const moves: readonly (readonly [Direction, string, string])[] = [
    ["older", "ArrowLeft", lineageStrings.older],
    ["newer", "ArrowRight", lineageStrings.newer],
    ["up", "ArrowUp", lineageStrings.laneUp],
    ["down", "ArrowDown", lineageStrings.laneDown],
  ];
  return moves.map(([direction, keys, title]) => ({
    id: `lineage-${direction}`,
    title,
    group: lineageStrings.group,
    keys,
    pane: PANE,
    isDisabled: lineage === null,
    run: () => {
      if (lineage === null) return;
      const next =
        selection.first === null ? lineage.head : findNeighbour(lineage, selection.first, direction);
      if (next !== null) selection.pick(next, false);
    },
  }));
}

function selectionCommands({
  lineage,
  selection,
  restore,
  branch,
  tag,
}: LineageCommandParts): readonly Command[] {
  const { first, second, isComparing } = selection;
  const pinned = first === null ? undefined : lineage?.byId.get(first);
  const pair = lineage === null || first === null ? null : findComparison(lineage, first, second);
  const isCommit = pinned?.kind === "commit";
  return [
    {
      id: "lineage-compare",
      title: second === null ? lineageStrings.compareWithHead : lineageStrings.compareTwo,
      group: lineageStrings.group,
      keys: "C",
      pane: PANE,
      isDisabled: pair === null || isComparing,
      run: () => {
        if (pair !== null) selection.compare(pair.from, pair.to);
      },
    },
    {
      id: "lineage-restore",
      title: lineageStrings.restoreWords,
      group: lineageStrings.group,
      keys: "R",
      pane: PANE,
      isDisabled: !isCommit || first === lineage?.head,
      run: () => {
        if (first !== null) restore(first);
      },
    },
    {
      id: "lineage-branch",
      title: branchStrings.create,
      group: lineageStrings.group,
      keys: "B",
      pane: PANE,
      isDisabled: !isCommit,
      run: () => {
        if (first !== null) branch(first);
      },
    },
    {
      id: "lineage-tag",
      title: tagStrings.open,
      group: lineageStrings.group,
      keys: "T",
      pane: PANE,
      isDisabled: !isCommit,
      run: () => {
        if (first !== null) tag({ commit: first, removed: null });
      },
    },
    {
      id: "lineage-back",
      title: isComparing ? lineageStrings.closeCompare : lineageStrings.clearSecond,
      group: lineageStrings.group,
      keys: "Escape",
      pane: PANE,
      isDisabled: first === null,
      run: () => {
        if (isComparing) selection.closeCompare();
        else if (second === null) selection.clear();
        else selection.clearSecond();
      },
    },
  ];
}

function useLookCommands({
  lineage,
  selection,
  mode,
  setMode,
  graph,
}: LineageCommandParts): readonly Command[] {
  const { store } = useApp();
  return [
    {
      id: "lineage-head",
      title: lineageStrings.focusHead,
      group: lineageStrings.group,
      keys: "H",
      pane: PANE,
      isDisabled: lineage === null,
      run: () => {
        if (lineage === null) return;
        selection.pick(lineage.head, false);
        graph.current?.focus(lineage.head);
      },
    },
    {
      id: "lineage-fit",
      title: lineageStrings.fit,
      group: lineageStrings.group,
      keys: "F",
      pane: PANE,
      isDisabled: mode === "list" || selection.isComparing,
      run: () => graph.current?.fit(),
    },
    {
      id: "lineage-list",
      title: lineageStrings.toggleList,
      group: lineageStrings.group,
      keys: "L",
      pane: PANE,
      run: () => setMode(mode === "list" ? "graph" : "list"),
    },
    {
      id: "lineage-rejected",
      title: lineageStrings.showRejectedTitle,
      group: lineageStrings.group,
      keys: "X",
      pane: PANE,
      run: () => {
        const { preferences, setPreferences } = store.getState();
        setPreferences({ showsRejected: !preferences.showsRejected });
      },
    },
  ];
}
