import { useId } from "react";
import type { LineageNode, LineageRole } from "./lineage-node.ts";
import "./lineage-disc.css";

const SIGNS: Readonly<Record<LineageRole, string>> = {
  seed: "",
  edit: "",
  approved: "✓",
  restored: "↩",
  rejected: "✕",
  undecided: "◐",
  waiting: "",
};

const RING = 8;
const AROUND = 2 * Math.PI * RING;

/**
 * The 18 px disc: inside, what the version is; around it, what share of the items it gets right, where that was measured.
 * Hollow: a candidate that never was live. Hatched: rolled back.
 */
export function LineageDisc({ node }: { readonly node: LineageNode }) {
  const hatch = useId();
  const isRolledBack = node.kind === "commit" && node.isRolledBack;
  const outcome = node.kind === "commit" ? node.outcome : null;
  const isHollow = node.kind !== "commit";
  return (
    <svg
      className={`lineage-disc lineage-disc-${node.role}`}
      width="18"
      height="18"
      viewBox="-9 -9 18 18"
      aria-hidden="true"
    >
      {isRolledBack ? (
        <pattern id={hatch} width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="3" className="lineage-disc-ground" />
          <rect width="1.2" height="3" className="lineage-disc-hatch" />
        </pattern>
      ) : null}
      <circle
        r={outcome === null ? 8 : 5.5}
        className={isHollow ? "lineage-disc-body lineage-disc-hollow" : "lineage-disc-body"}
        {...(isRolledBack ? { style: { fill: `url(#${hatch})` } } : {})}
      />
      {node.role === "seed" ? <circle r="2" className="lineage-disc-eye" /> : null}
      {outcome === null ? null : (
        <>
          <circle r={RING} className="lineage-disc-wrong" />
          <circle
            r={RING}
            className="lineage-disc-right"
            transform="rotate(-90)"
            strokeDasharray={`${outcome.accuracy * AROUND} ${AROUND}`}
          />
        </>
      )}
      <text className="lineage-disc-sign" textAnchor="middle" y="3.2">
        {SIGNS[node.role]}
      </text>
    </svg>
  );
}
