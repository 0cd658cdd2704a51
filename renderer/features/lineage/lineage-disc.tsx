import { useId } from "react";
import type { LineageNode, LineageRole } from "./lineage-node.ts";
import "./lineage-disc.css";

/** Drawn, not written: type of this size would be a speck. Within 7 px around the middle. */
const SIGNS: Readonly<Record<LineageRole, string>> = {
  seed: "",
  edit: "",
  approved: "M-3 .2L-.9 2.3L3-2.2",
  restored: "M.4-3.2L-2-.8L.4 1.6M-1.8-.8H1A2 2 0 0 1 1 3.2H-1",
  unassessed: "M-1.8-1.4A1.9 1.9 0 1 1 .6.3Q0 .6 0 1.4M0 3.3V3.4",
  assessing: "M-1.6-2.6L2.6 0L-1.6 2.6Z",
  waiting: "M-.6 0A.6.6 0 1 1 .6 0A.6.6 0 1 1-.6 0Z",
  deferred: "M-1.4-2.6V2.6M1.4-2.6V2.6",
  rejected: "M-2.4-2.4L2.4 2.4M2.4-2.4L-2.4 2.4",
  "sent-back": "M3 0H-3M-.6-2.4L-3 0L-.6 2.4",
  superseded: "M-2.8-2.4L-.4 0L-2.8 2.4M.4-2.4L2.8 0L.4 2.4",
  refused: "M-3 0H3",
  failed: "M0-3.2V.8M0 3.1V3.2",
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
      <path className="lineage-disc-sign" d={SIGNS[node.role]} />
    </svg>
  );
}
