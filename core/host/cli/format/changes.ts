import type { CommitDocument } from "#core/contract/shapes.ts";
import { formatTable, shortId } from "./format.ts";

/** What becomes of each resource, a row each: the same of a commit and of what would be one. */
export function formatChanges(changes: CommitDocument["changes"]): string {
  return formatTable(
    ["resource", "label", "from", "to", "state"],
    changes.map(({ resource, label, from, to, lifecycle }) => [
      resource,
      label,
      from === null ? "new" : shortId(from),
      shortId(to),
      lifecycle,
    ]),
  );
}
