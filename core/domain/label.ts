import type { InterfaceChange } from "./interface-diff.ts";

/** A version's label for people: MAJOR.MINOR.PATCH. Computed from the change, never chosen. */
export type Label = `${number}.${number}.${number}`;

export const FIRST_LABEL: Label = "1.0.0";

/** Major when the interface breaks, minor when it gains, patch for everything else; also on rollback [V4]. */
export function nextLabel(label: Label, changes: readonly InterfaceChange[]): Label {
  const [major, minor, patch] = label.split(".").map(Number) as [number, number, number];
  if (changes.some((change) => change.kind === "broken")) return `${major + 1}.0.0`;
  if (changes.some((change) => change.kind === "added")) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
