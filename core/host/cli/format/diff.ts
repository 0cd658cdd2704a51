import type { WorkspaceClient } from "#core/contract/contract.ts";
import { formatChange } from "./change.ts";

type DiffDocument = Awaited<ReturnType<WorkspaceClient["history"]["diff"]>>;

/** Two commits compared: what changed in their resources, and what that means for who calls them. */
export function formatDiff({ changes, contract, lifecycles }: DiffDocument): string {
  if (changes.length + lifecycles.length === 0) return "No difference.";
  const interfaces = contract.map(
    ({ resource, kind, text }) => `${kind === "broken" ? "!" : "+"} ${resource}: ${text}`,
  );
  const steps = lifecycles.map(
    ({ resource, from, to }) => `${resource}: ${from ?? "absent"} → ${to ?? "absent"}`,
  );
  return [...steps, ...changes.map(formatChange), ...interfaces].join("\n");
}
