import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";

/** Why a call failed, and the code under which that is reported. */
const FAILURE_CODES = {
  /** The code threw, at its top level or in its entry. */
  threw: "tool-failed",
  /** Something JSON can't hold came back, or nothing at all. */
  "bad-output": "tool-failed",
  /** A promise that nothing left alive can settle. */
  "never-settles": "tool-failed",
  /** The code doesn't parse, imports something, or lacks its entry. */
  compile: "build-failed",
  timeout: "tool-timeout",
  memory: "sandbox-limit",
  stack: "sandbox-limit",
  "input-too-large": "sandbox-limit",
  "output-too-large": "sandbox-limit",
  "too-many-calls": "sandbox-limit",
  /** A capability that isn't granted was called, or its policy said no, and the code didn't handle it. */
  denied: "capability-denied",
  /** The child died or spoke nonsense. */
  crashed: "sandbox-failed",
  cancelled: "cancelled",
} as const satisfies Record<string, ErrorCode>;

export type FailureKind = keyof typeof FAILURE_CODES;

export type SandboxFailure = {
  readonly code: (typeof FAILURE_CODES)[FailureKind];
  readonly kind: FailureKind;
  /** The guest's own words where it had any, cut to a limit. Not to be trusted, not to be shown as ours. */
  readonly message: string;
  readonly logs: readonly string[];
};

export type SandboxOutcome = {
  readonly output: Json;
  /** What the guest wrote to its console, a line each, cut to a limit. */
  readonly logs: readonly string[];
};

export function toFailure(kind: FailureKind, message: string, logs: readonly string[] = []): SandboxFailure {
  return { code: FAILURE_CODES[kind], kind, message, logs };
}
