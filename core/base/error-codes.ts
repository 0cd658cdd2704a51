/**
 * Every code an error of ours may carry: the one thing that programs read (people read the message).
 * A code is never renamed. `exit` is the command line's exit code: 1 refused or failed, 2 wrong usage.
 */
export const ERROR_CODES = {
  usage: { exit: 2 },
  "input-invalid": { exit: 2 },
  "config-invalid": { exit: 2 },
  internal: { exit: 1 },
  cancelled: { exit: 1 },
  unsupported: { exit: 1 },
  "path-refused": { exit: 1 },
  "port-taken": { exit: 1 },
  // workspace and store
  "workspace-missing": { exit: 1 },
  "workspace-exists": { exit: 1 },
  "workspace-held": { exit: 1 },
  "connection-lost": { exit: 1 },
  "workspace-damaged": { exit: 1 },
  "workspace-newer": { exit: 1 },
  "disk-full": { exit: 1 },
  "read-only": { exit: 1 },
  // resources
  "not-found": { exit: 1 },
  "ambiguous-id": { exit: 1 },
  "resource-missing": { exit: 1 },
  "resource-exists": { exit: 1 },
  "content-invalid": { exit: 1 },
  "identity-changed": { exit: 1 },
  "mask-violation": { exit: 1 },
  "locked-region": { exit: 1 },
  "placeholder-changed": { exit: 1 },
  "interface-broken": { exit: 1 },
  "constraint-violated": { exit: 1 },
  "lifecycle-illegal": { exit: 1 },
  "secret-in-content": { exit: 1 },
  "hidden-text": { exit: 1 },
  "build-failed": { exit: 1 },
  // history
  "nothing-to-commit": { exit: 1 },
  "nothing-to-undo": { exit: 1 },
  "head-moved": { exit: 1 },
  "undo-conflict": { exit: 1 },
  // proposals and sessions
  "proposal-state": { exit: 1 },
  "decision-refused": { exit: 1 },
  "session-state": { exit: 1 },
  "session-busy": { exit: 1 },
  // models and budget
  "model-unknown": { exit: 1 },
  "model-key-missing": { exit: 1 },
  "model-account-refused": { exit: 1 },
  "model-refused": { exit: 1 },
  "model-unavailable": { exit: 1 },
  "model-rate-limited": { exit: 1 },
  "model-truncated": { exit: 1 },
  "model-malformed": { exit: 1 },
  "model-timeout": { exit: 1 },
  "budget-exhausted": { exit: 1 },
  "price-unknown": { exit: 1 },
  // running things
  "tool-failed": { exit: 1 },
  "tool-arguments": { exit: 1 },
  "tool-timeout": { exit: 1 },
  "sandbox-failed": { exit: 1 },
  "sandbox-limit": { exit: 1 },
  "capability-denied": { exit: 1 },
  "step-limit": { exit: 1 },
  "token-limit": { exit: 1 },
  "time-limit": { exit: 1 },
  // data
  "dataset-missing": { exit: 1 },
  "dataset-invalid": { exit: 1 },
  "dataset-exists": { exit: 1 },
  "split-sealed": { exit: 1 },
  "no-metric": { exit: 1 },
} as const satisfies Record<string, { readonly exit: 1 | 2 }>;

export type ErrorCode = keyof typeof ERROR_CODES;
