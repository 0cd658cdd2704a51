import { useEffect, useMemo, type RefObject } from "react";
import { LaneGraph } from "#renderer/graph/lane-graph.tsx";
import type { LaneGraphHandle } from "#renderer/graph/use-lane-camera.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { LineageCard } from "./lineage-card.tsx";
import { LineageDate } from "./lineage-date.tsx";
import { LineageHover } from "./lineage-hover.tsx";
import { LineageKey } from "./lineage-key.tsx";
import type { Lineage } from "./lineage.ts";
import { toDrawing } from "./use-lineage.ts";
import { useHovered } from "./use-hovered.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";

type LineageGraphProps = {
  readonly lineage: Lineage;
  readonly selection: LineageSelection;
  readonly selected: ReadonlySet<string>;
  readonly handle: RefObject<LaneGraphHandle | null>;
};

export function LineageGraph({ lineage, selection, selected, handle }: LineageGraphProps) {
  const drawn = useMemo(() => toDrawing(lineage), [lineage]);
  const drawing = useMemo(() => {
    const places = [...selected].map(drawn.indexOf).filter((place) => place >= 0);
    return { ...drawn, selected: new Set(places) };
  }, [drawn, selected]);
  const [hovered, hover] = useHovered();
  const { first, second, pick } = selection;
  useRevealed(first, handle);
  return (
    <>
      <LaneGraph
        drawing={drawing}
        start={first ?? lineage.head}
        label={lineageStrings.graphHint}
        minimapLabel={lineageStrings.minimap}
        scoresLabel={lineageStrings.scores}
        onPick={pick}
        renderDate={(id) => (lineage.byId.get(id)?.kind === "commit" ? <LineageDate id={id} /> : null)}
        legend={<LineageKey lineage={lineage} />}
        handle={handle}
        renderNode={(id) => {
          const node = lineage.byId.get(id);
          if (node === undefined) return null;
          const isSelected = id === first ? "first" : id === second ? "second" : null;
          return (
            <LineageCard
              node={node}
              nodes={lineage.nodes}
              selection={isSelected}
              onPick={pick}
              onHover={hover}
            />
          );
        }}
      />
      <LineageHover node={lineage.byId.get(hovered?.id ?? "")} place={hovered} />
    </>
  );
}

/** What is selected from elsewhere (a link, a key, the list) comes into view; what was clicked is there already. */
function useRevealed(id: string | null, handle: RefObject<LaneGraphHandle | null>): void {
  useEffect(() => {
    if (id !== null) handle.current?.reveal(id);
  }, [id, handle]);
}
