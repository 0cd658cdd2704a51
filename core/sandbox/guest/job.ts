import type { ChildFailureKind } from "#core/sandbox/messages.ts";

export type GuestJob = {
  /** A prepared module: JavaScript that exports the entry as `sandboxEntry`. */
  readonly source: string;
  /** The entry's own name, for messages. */
  readonly entry: string;
  /** JSON text; null: only load the code and look for the entry. */
  readonly input: string | null;
  readonly granted: ReadonlySet<string>;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly maxCapabilityCalls: number;
  readonly maxOutputChars: number;
};

export type GuestOutcome =
  | { readonly kind: "done"; readonly output: string }
  | { readonly kind: ChildFailureKind; readonly message: string };

/** What the prelude reported other than something thrown. */
export function toOutcome(kind: string, text: string, job: GuestJob): GuestOutcome {
  switch (kind) {
    case "done":
      return { kind, output: text };
    case "no-output":
      return { kind: "bad-output", message: `\`${job.entry}\` returned nothing` };
    case "no-entry":
      return { kind: "compile", message: `\`${job.entry}\` is not a function` };
    default:
      return {
        kind: "output-too-large",
        message: `the output has ${text} characters; ${job.maxOutputChars} are allowed`,
      };
  }
}

/** Null while a capability call is within the limits. */
export function excessOutcome(job: GuestJob, requests: number, argsText: string): GuestOutcome | null {
  if (requests > job.maxCapabilityCalls) {
    return {
      kind: "too-many-calls",
      message: `it made more than ${job.maxCapabilityCalls} capability calls`,
    };
  }
  if (argsText.length <= job.maxOutputChars) return null;
  return { kind: "output-too-large", message: "the arguments of a capability call are too large" };
}

export function timeoutOutcome(job: GuestJob): GuestOutcome {
  return { kind: "timeout", message: `it ran longer than ${job.timeoutMs} ms` };
}

export const NEVER_SETTLES: GuestOutcome = {
  kind: "never-settles",
  message: "it waits for a promise that nothing can settle",
};

export const OUT_OF_MEMORY: GuestOutcome = {
  kind: "memory",
  message: "it used up the memory of the sandbox",
};

/** Deep nesting overflows the host's stack before the guest's; all else that breaks the engine is lack of memory. */
export function brokenOutcome(error: unknown): GuestOutcome {
  return error instanceof RangeError
    ? { kind: "stack", message: "the code is nested too deeply" }
    : OUT_OF_MEMORY;
}
