import type { ErrorCode } from "./error-codes.ts";

/**
 * Where something is done that a hint advises. The hint itself says it in words that hold everywhere; how this is done
 * at a command line, or where in a window, each of the two knows from a table of its own over these names [C24].
 */
export const WAYS = [
  "see-form",
  "settings",
  "verify",
  "make-workspace",
  "name-workspace",
  "fresh-address",
  "list-commits",
  "restore",
  "list-resources",
  "show-resource",
  "list-proposals",
  "show-proposal",
  "approve-anyway",
  "list-evaluations",
  "list-sessions",
  "show-session",
  "list-traces",
  "show-trace",
  "import-dataset",
  "name-dataset",
  "name-split",
  "name-agent",
  "name-both",
  "answer-field",
  "name-fields",
  "other-endpoint",
  "trust-connection",
  "name-key",
  "allow-unknown-price",
  "raise-cap",
] as const;

export type Way = (typeof WAYS)[number];

/** Of the failures whose usual hint (default-hints.ts) advises something that has a place. */
export const DEFAULT_WAYS: Partial<Readonly<Record<ErrorCode, Way>>> = {
  usage: "see-form",
  "input-invalid": "see-form",
  "config-invalid": "settings",
  internal: "verify",
  "workspace-missing": "make-workspace",
  "connection-lost": "list-commits",
  "workspace-damaged": "verify",
  "resource-missing": "list-resources",
  "lifecycle-illegal": "show-resource",
  "nothing-to-commit": "list-commits",
  "nothing-to-redo": "restore",
  "nothing-to-undo": "restore",
  "head-moved": "list-commits",
  "undo-conflict": "restore",
  "proposal-state": "show-proposal",
  "decision-refused": "show-proposal",
  "session-state": "show-session",
  "journal-unreadable": "verify",
  "connection-untrusted": "trust-connection",
  "price-unknown": "allow-unknown-price",
  "tool-failed": "show-trace",
  "tool-arguments": "show-trace",
  "dataset-missing": "import-dataset",
};
