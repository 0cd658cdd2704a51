import type { ErrorCode } from "#core/base/error-codes.ts";

/**
 * What to do about a failure, where the words that came with it name a command line: in a window there is none. What is
 * not here goes without.
 */
const inWindow: Partial<Readonly<Record<ErrorCode, string>>> = {
  "input-invalid": "Check what was typed.",
  "config-invalid": "Correct the named settings, in Settings or in workspace.yaml.",
  internal: "This is a defect. Nothing committed was lost; Settings can check the workspace.",
  "connection-lost": "See in Lineage whether it was done; if not, try again.",
  "workspace-damaged": "Nothing was changed. Settings can check what still holds; then restore a backup.",
  "not-found": "It may be of another workspace. Choose one from the list of its view.",
  "resource-missing": "It may have been at another commit. Choose one from the list of resources.",
  "nothing-to-commit": "Choose another version or another value.",
  "nothing-to-undo": "An earlier state is restored in Lineage.",
  "head-moved": "Look at the new head in Lineage, then try again.",
  "ref-exists": "Choose another name.",
  "undo-conflict": "Restore the state you want in Lineage instead.",
  "proposal-state": "Open the proposal in Improve to see what it is at.",
  "decision-refused": "Open the proposal in Improve to see what speaks against it.",
  "session-state": "Open the session in Improve to see what it is at.",
  "price-unknown": "Give its price under prices in workspace.yaml, or say that it may cost what it does.",
  "tool-failed": "The trace says what it was called with.",
  "tool-arguments": "The trace says what it was called with.",
  "dataset-missing": "Choose one in Data, or import one there.",
};

export const hintStrings = { inWindow } as const;
