import { lineageStrings } from "#renderer/strings/lineage.ts";
import { Mark, type Meaning } from "#renderer/ui/mark.tsx";
import { wordRole } from "./word-role.ts";
import type { LineageNode, LineageRole } from "./lineage-node.ts";

const MEANINGS: Readonly<Record<LineageRole, Meaning>> = {
  seed: "neutral",
  edit: "neutral",
  approved: "good",
  restored: "neutral",
  unassessed: "undecided",
  assessing: "running",
  waiting: "waiting",
  deferred: "neutral",
  rejected: "bad",
  "sent-back": "neutral",
  superseded: "neutral",
  refused: "bad",
  failed: "bad",
};

/** What a node is, in words with its sign: "✓ accepted", "▨ rolled back". */
export function NodeRole({ node }: { readonly node: LineageNode }) {
  if (node.kind === "commit" && node.isRolledBack) {
    return <Mark meaning="stale">{lineageStrings.rolledBack}</Mark>;
  }
  return <Mark meaning={MEANINGS[node.role]}>{wordRole(node)}</Mark>;
}
