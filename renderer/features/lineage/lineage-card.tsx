import type { MouseEvent } from "react";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import { shortId } from "#renderer/text/format.ts";
import { LineageDisc } from "./lineage-disc.tsx";
import type { Hovered } from "./use-hovered.ts";
import type { LineageNode } from "./lineage-node.ts";
import "./lineage-card.css";
import { useCardText } from "./use-node-text.ts";
import { wordRole } from "./word-role.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

export type LineageCardProps = {
  readonly node: LineageNode;
  /** All there are, of which its neighbours must not read alike. */
  readonly nodes: readonly LineageNode[];
  /** "first" is pinned, "second" is what it would be compared with. */
  readonly selection: "first" | "second" | null;
  readonly onPick: (id: string, isSecond: boolean) => void;
  readonly onHover: (hovered: Hovered | null) => void;
};

/** One version in the graph: disc, id and flags above the line, what changed below it. */
export function LineageCard({ node, nodes, selection, onPick, onHover }: LineageCardProps) {
  const text = useCardText(nodes, node);
  const isFaint = node.kind !== "commit" || node.isRolledBack;
  const pick = (event: MouseEvent): void => {
    onHover(null);
    onPick(node.id, event.shiftKey || event.ctrlKey || event.metaKey);
  };
  return (
    <button
      type="button"
      // Keys go along the history by the pane's own commands; hundreds of tab stops would be in their way.
      tabIndex={-1}
      className={`lineage-card nopan${isFaint ? " lineage-card-faint" : ""}`}
      aria-pressed={selection !== null}
      data-selection={selection}
      data-node={node.id}
      onClick={pick}
      onMouseEnter={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        onHover({ id: node.id, left: box.left, top: box.bottom + 4 });
      }}
      onMouseLeave={() => onHover(null)}
    >
      <LineageDisc node={node} />
      <span className="lineage-card-top">
        <NodeName node={node} />
      </span>
      <span className="lineage-card-text" dir="auto">
        {text === null ? null : <ShownText text={text} />}
      </span>
    </button>
  );
}

/** Id and flags of a node, wherever it is named. */
export function NodeName({ node }: { readonly node: LineageNode }) {
  switch (node.kind) {
    case "commit":
      return (
        <>
          <span className="mono">{shortId(node.id)}</span>
          {node.isHead ? <span className="lineage-flag lineage-flag-head">{lineageStrings.head}</span> : null}
          {node.isBest ? <span className="lineage-flag">{lineageStrings.best}</span> : null}
          <TagFlags tags={node.tags} isShort />
          {node.role === "seed" ? <span className="lineage-flag">{lineageStrings.seed}</span> : null}
        </>
      );
    case "candidate":
      return <span>{wordRole(node)}</span>;
    case "fold":
      return <span>{lineageStrings.turnedDown}</span>;
  }
}

type TagFlagsProps = {
  readonly tags: readonly string[];
  /** Where there is little room: the first, and how many more there are. */
  readonly isShort?: true;
};

/** The names that programs ask for it by, each with what that means. */
export function TagFlags({ tags, isShort }: TagFlagsProps) {
  const shown = isShort === undefined ? tags : tags.slice(0, 1);
  const others = tags.slice(shown.length);
  return (
    <>
      {shown.map((name) => (
        <span key={name} className="lineage-flag lineage-flag-tag" title={tagStrings.tagged(name)}>
          <ShownText text={name} />
        </span>
      ))}
      {others.length === 0 ? null : (
        <span className="lineage-flag lineage-flag-more" title={others.map(tagStrings.tagged).join("\n")}>
          +{others.length}
        </span>
      )}
    </>
  );
}
