import { describeStatus } from "#core/domain/proposal.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import type { LineageNode } from "./lineage-node.ts";

/** What a node is, in a word: a candidate's state is called what the desk and the list call it. */
export function wordRole(node: LineageNode): string {
  if (node.kind !== "candidate") return lineageStrings.roles[node.role];
  const { status } = node.proposal;
  return status === "waiting" || status === "approved"
    ? lineageStrings.roles[node.role]
    : describeStatus(status);
}
