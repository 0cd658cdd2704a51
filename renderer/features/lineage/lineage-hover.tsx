import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatEstimate, formatPlural } from "#renderer/text/format.ts";
import { formatHeadline } from "#renderer/ui/headline.ts";
import { When } from "#renderer/ui/when.tsx";
import { NodeName } from "./lineage-card.tsx";
import type { LineageNode } from "./lineage-node.ts";
import type { Hovered } from "./use-hovered.ts";
import { useNodeText, type NodeText } from "./use-node-text.ts";
import { NodeRole } from "./node-role.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type LineageHoverProps = { readonly node: LineageNode | undefined; readonly place: Hovered | null };

/** The summary beside the node under the pointer. It says nothing that the inspector does not, so it is for the pointer alone. */
export function LineageHover({ node, place }: LineageHoverProps) {
  const text = useNodeText(node);
  if (node === undefined || place === null || text === null) return null;
  return (
    <div className="lineage-hover" style={{ left: place.left, top: place.top }} aria-hidden="true">
      <div className="lineage-hover-head">
        <NodeName node={node} />
        <NodeRole node={node} />
      </div>
      <div dir="auto">
        <ShownText text={text.message} />
      </div>
      <div className="faint">{describe(node, text)}</div>
      <div className="faint">
        <When at={text.at} />
      </div>
    </div>
  );
}

function describe(node: LineageNode, text: NodeText): string {
  switch (node.kind) {
    case "commit": {
      const changes = formatPlural(text.changes ?? 0, "change");
      const { outcome } = node;
      if (outcome === null) return `${text.author} · ${changes}`;
      return `${text.author} · ${changes} · ${formatEstimate(outcome.accuracy, outcome.interval, outcome.n)}`;
    }
    case "candidate": {
      const { effect, author } = node.proposal;
      if (effect === null) return `${author.name} · ${lineageStrings.notLive}`;
      return `${author.name} · ${formatHeadline(node.proposal)}`;
    }
    case "fold":
      return lineageStrings.notLive;
  }
}
