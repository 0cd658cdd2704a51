import { useEffect, useMemo, useState, type Ref, type RefObject } from "react";
import { LaneGraph, type LaneGraphHandle } from "#renderer/graph/lane-graph.tsx";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { LineageCard } from "./lineage-card.tsx";
import { LineageHover } from "./lineage-hover.tsx";
import { toDrawing, type Lineage } from "./use-lineage.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";

type LineageGraphProps = {
  readonly lineage: Lineage;
  readonly selection: LineageSelection;
  readonly selected: ReadonlySet<string>;
  readonly handle: RefObject<LaneGraphHandle | null>;
};

/** How long the pointer rests before the summary comes. */
const HOVER_MS = 350;

export function LineageGraph({ lineage, selection, selected, handle }: LineageGraphProps) {
  const drawing = useMemo(() => toDrawing(lineage, selected), [lineage, selected]);
  const [hovered, setHovered] = useHovered();
  const { first, second, pick } = selection;
  useRevealed(first, handle);
  return (
    <>
      <LaneGraph
        drawing={drawing}
        start={first ?? lineage.head}
        label={lineageStrings.graphHint}
        minimapLabel={lineageStrings.minimap}
        handle={handle as Ref<LaneGraphHandle>}
        renderNode={(id) => {
          const node = lineage.byId.get(id);
          if (node === undefined) return null;
          const isSelected = id === first ? "first" : id === second ? "second" : null;
          return <LineageCard node={node} selection={isSelected} onPick={pick} onHover={setHovered} />;
        }}
      />
      <LineageHover node={hovered === null ? undefined : lineage.byId.get(hovered)} />
    </>
  );
}

/** The node under the pointer, once it rests there; null at once when it leaves. */
function useHovered(): [string | null, (id: string | null) => void] {
  const [under, setUnder] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  useEffect(() => {
    if (under === null) {
      setHovered(null);
      return;
    }
    const timer = setTimeout(() => setHovered(under), HOVER_MS);
    return () => clearTimeout(timer);
  }, [under]);
  return [hovered, setUnder];
}

/** What is selected from elsewhere (a link, a key, the list) comes into view; what was clicked is there already. */
function useRevealed(id: string | null, handle: RefObject<LaneGraphHandle | null>): void {
  useEffect(() => {
    if (id === null || isOnScreen(id)) return;
    handle.current?.reveal(id);
  }, [id, handle]);
}

function isOnScreen(id: string): boolean {
  const node = document.querySelector(`[data-node="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  const frame = document.querySelector(".lane-graph")?.getBoundingClientRect();
  if (node === undefined || frame === undefined) return false;
  return (
    node.left >= frame.left && node.right <= frame.right && node.top >= frame.top && node.bottom <= frame.bottom
  );
}
