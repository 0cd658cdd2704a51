import { Button } from "@mantine/core";
import { Keys } from "#renderer/navigation/keys.tsx";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { findComparison } from "./find-comparison.ts";
import { NodeName } from "./lineage-card.tsx";
import type { LineageNode } from "./lineage-node.ts";
import type { Lineage } from "./lineage.ts";
import { useNodeText } from "./use-node-text.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type CompareBarProps = { readonly lineage: Lineage | null; readonly selection: LineageSelection };

/** Comes with the second selection: which two, and what can be done with two. */
export function CompareBar({ lineage, selection }: CompareBarProps) {
  const { first, second } = selection;
  if (lineage === null || first === null || second === null) return null;
  const pair = findComparison(lineage, first, second);
  const before = lineage.byId.get(pair?.from ?? second);
  const after = lineage.byId.get(pair?.to ?? first);
  if (before === undefined || after === undefined) return null;
  return (
    <section className="compare-bar" aria-label={lineageStrings.compareTwo}>
      <span className="compare-side">
        <NodeName node={before} />{" "}
        <span className="truncate" dir="auto">
          <NodeMessage node={before} />
        </span>
      </span>
      <span aria-hidden="true">→</span>
      <span className="compare-side">
        <NodeName node={after} />{" "}
        <span className="truncate" dir="auto">
          <NodeMessage node={after} />
        </span>
      </span>
      <span className="pane-spacer" />
      {pair === null ? (
        <span className="soft truncate compare-why" title={lineageStrings.candidateCompare}>
          {lineageStrings.candidateCompare}
        </span>
      ) : null}
      <Button onClick={selection.clearSecond}>{lineageStrings.clearSecond}</Button>
      <Button
        disabled={pair === null}
        title={pair === null ? lineageStrings.candidateCompare : lineageStrings.compareTwo}
        rightSection={<Keys of="lineage-compare" />}
        onClick={() => {
          if (pair !== null) selection.compare(pair.from, pair.to);
        }}
      >
        {lineageStrings.compare}
      </Button>
    </section>
  );
}

function NodeMessage({ node }: { readonly node: LineageNode }) {
  const text = useNodeText(node);
  return text === null ? null : <ShownText text={text.message} />;
}
