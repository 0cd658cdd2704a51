import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { CodeToolContent } from "#core/domain/content/tool.ts";
import type { CallFailure } from "#core/resources/callable.ts";
import type { FailureKind, SandboxFailure } from "#core/sandbox/outcome.ts";
import type { Sandbox, SandboxRun } from "#core/sandbox/sandbox.ts";

export type CodeCall = Pick<SandboxRun, "input" | "host"> & {
  /** Of the tool's random numbers: an integer. */
  readonly seed: number;
  readonly signal: AbortSignal;
};

/**
 * Runs a code tool's `run` in the sandbox and nowhere else. The tool's time limit is kept by the sandbox, which counts
 * the tool's own time and not its waiting for a free process: a busy machine must not turn a right answer into a
 * failure. Throws cancelled.
 */
export async function runCode(
  sandbox: Sandbox,
  { code, capabilities, timeoutMs }: CodeToolContent,
  { input, host, seed, signal }: CodeCall,
): Promise<Result<Json, CallFailure>> {
  const result = await sandbox.run({ code, input, capabilities, host, timeoutMs, seed }, signal);
  return result.ok ? ok(result.value.output) : err(toCallFailure(result.error));
}

/** How a failure is introduced to the model; the rest is the guest's or the sandbox's own words. */
const INTRODUCTIONS: Readonly<Record<FailureKind, string>> = {
  threw: "The tool failed",
  "bad-output": "The tool failed",
  "never-settles": "The tool failed",
  compile: "The tool's code cannot be loaded",
  timeout: "The tool was stopped",
  memory: "The tool was stopped",
  stack: "The tool was stopped",
  "input-too-large": "The tool was not started",
  "output-too-large": "The tool was stopped",
  "too-many-calls": "The tool was stopped",
  denied: "The tool wanted what it may not do",
  crashed: "The sandbox broke down",
  cancelled: "The tool was cancelled",
};

/** A sandbox's failure as an answer to whoever called. Throws cancelled: a cancelled call has no answer. */
export function toCallFailure({ code, kind, message }: SandboxFailure): CallFailure {
  if (code === "cancelled") throw new AppError("cancelled", "The call was cancelled.");
  return { code, message: `${INTRODUCTIONS[kind]}: ${message}` };
}
