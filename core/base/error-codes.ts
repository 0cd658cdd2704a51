/** What a run may have failed by. */
export type Blamed = "agent" | "model" | "environment" | "thread" | "host";

/**
 * Every code an error of ours may carry: the one thing that programs read (people read the message).
 * A code is never renamed. `exit` is the command line's exit code: 1 refused or failed, 2 wrong usage, 4 nothing
 * to do it with [C1, C3].
 * `blames` is what a run that ends with it has failed by: its agent or item, which is a result like any other; what it needs and did
 * not get, which counts as wrong and is not reused; or this host, which ends more than the run [A2].
 */
export const ERROR_CODES = {
  usage: { exit: 2, blames: "host" },
  "input-invalid": { exit: 2, blames: "agent" },
  "config-invalid": { exit: 2, blames: "host" },
  internal: { exit: 1, blames: "host" },
  cancelled: { exit: 1, blames: "host" },
  unsupported: { exit: 1, blames: "host" },
  "path-refused": { exit: 1, blames: "agent" },
  "port-taken": { exit: 1, blames: "host" },
  // workspace and store
  "workspace-missing": { exit: 1, blames: "host" },
  "workspace-exists": { exit: 1, blames: "host" },
  "workspace-held": { exit: 1, blames: "host" },
  "connection-lost": { exit: 1, blames: "host" },
  "runtime-lost": { exit: 1, blames: "host" },
  "workspace-damaged": { exit: 1, blames: "host" },
  "workspace-newer": { exit: 1, blames: "host" },
  "disk-full": { exit: 1, blames: "host" },
  "read-only": { exit: 1, blames: "host" },
  // resources
  "not-found": { exit: 1, blames: "agent" },
  "ambiguous-id": { exit: 1, blames: "agent" },
  "resource-missing": { exit: 1, blames: "agent" },
  "resource-exists": { exit: 1, blames: "host" },
  "content-invalid": { exit: 1, blames: "agent" },
  "identity-changed": { exit: 1, blames: "host" },
  "mask-violation": { exit: 1, blames: "agent" },
  "locked-region": { exit: 1, blames: "host" },
  "placeholder-changed": { exit: 1, blames: "agent" },
  "interface-broken": { exit: 1, blames: "agent" },
  "constraint-violated": { exit: 1, blames: "agent" },
  "lifecycle-illegal": { exit: 1, blames: "host" },
  "secret-in-content": { exit: 1, blames: "agent" },
  "hidden-text": { exit: 1, blames: "agent" },
  "build-failed": { exit: 1, blames: "host" },
  // history
  "nothing-to-commit": { exit: 1, blames: "host" },
  "nothing-to-redo": { exit: 1, blames: "host" },
  "nothing-to-undo": { exit: 1, blames: "host" },
  "head-moved": { exit: 1, blames: "host" },
  "ref-exists": { exit: 1, blames: "host" },
  "undo-conflict": { exit: 1, blames: "host" },
  // proposals and sessions
  "proposal-state": { exit: 1, blames: "host" },
  "decision-refused": { exit: 1, blames: "host" },
  "session-state": { exit: 1, blames: "host" },
  "session-busy": { exit: 1, blames: "host" },
  "journal-unreadable": { exit: 1, blames: "host" },
  // models and budget
  "connection-untrusted": { exit: 1, blames: "host" },
  "model-unknown": { exit: 1, blames: "host" },
  "model-key-missing": { exit: 1, blames: "host" },
  "model-account-refused": { exit: 1, blames: "host" },
  "model-adapted": { exit: 1, blames: "host" },
  "model-refused": { exit: 1, blames: "agent" },
  "model-unavailable": { exit: 1, blames: "model" },
  "model-rate-limited": { exit: 1, blames: "model" },
  "model-truncated": { exit: 1, blames: "model" },
  "model-malformed": { exit: 1, blames: "model" },
  "model-timeout": { exit: 1, blames: "model" },
  "budget-exhausted": { exit: 1, blames: "host" },
  "price-unknown": { exit: 1, blames: "host" },
  // running things
  "tool-failed": { exit: 1, blames: "agent" },
  "tool-arguments": { exit: 1, blames: "agent" },
  "tool-timeout": { exit: 1, blames: "agent" },
  "sandbox-failed": { exit: 1, blames: "agent" },
  "sandbox-limit": { exit: 1, blames: "agent" },
  "capability-denied": { exit: 1, blames: "agent" },
  "environment-failed": { exit: 1, blames: "environment" },
  "worker-lost": { exit: 1, blames: "thread" },
  "answer-declined": { exit: 1, blames: "agent" },
  "answer-empty": { exit: 1, blames: "agent" },
  "content-filtered": { exit: 1, blames: "agent" },
  "output-limit": { exit: 1, blames: "agent" },
  "step-limit": { exit: 1, blames: "agent" },
  "token-limit": { exit: 1, blames: "agent" },
  "time-limit": { exit: 1, blames: "agent" },
  // traces
  "trace-invalid": { exit: 1, blames: "host" },
  "trace-too-large": { exit: 1, blames: "host" },
  // data
  "dataset-in-use": { exit: 1, blames: "host" },
  "dataset-missing": { exit: 1, blames: "host" },
  "dataset-invalid": { exit: 1, blames: "agent" },
  "dataset-exists": { exit: 1, blames: "host" },
  "split-sealed": { exit: 1, blames: "host" },
  "no-metric": { exit: 1, blames: "host" },
  // replay
  "tape-missing": { exit: 4, blames: "host" },
} as const satisfies Record<string, { readonly exit: 1 | 2 | 4; readonly blames: Blamed }>;

export type ErrorCode = keyof typeof ERROR_CODES;
