import type { Json } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import type { Result } from "#core/base/result.ts";
import type { GuestCall, GuestResult } from "./guest/call.ts";
import { startGuestProcess } from "./guest/process.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import type { SandboxLimits } from "./limits.ts";
import { toFailure } from "./outcome.ts";
import type { SandboxFailure, SandboxOutcome } from "./outcome.ts";
import type { ProcessStarter } from "./process-host.ts";
import { createProcessPool } from "./process-pool.ts";

/** A name that a tool's record grants; in the code, `await host.<name>(args)`. */
export type CapabilityName = string;

/** Performs one capability for a guest, after its own policy check. What it throws, the guest can catch. */
export type Capability = (args: Json) => Promise<Json>;

export type SandboxRun = {
  /** TypeScript (erasable syntax) or JavaScript, as a module. */
  readonly code: string;
  /** The function that is called with the input and the capabilities; it may be async. */
  readonly entry?: string;
  readonly input: Json;
  /** What the tool's record grants. */
  readonly capabilities: readonly CapabilityName[];
  /** What this program can do; a guest reaches only what is in both. */
  readonly host: Readonly<Record<CapabilityName, Capability>>;
  /** From the start of the code to its result, capability calls included. Waiting for a free process is not. */
  readonly timeoutMs: number;
  /** Of Math.random: an integer. The same seed, the same numbers. */
  readonly seed?: number;
};

/**
 * Runs evolved code away from everything: in an engine with capped memory and no outside, inside a confined
 * process. The same code, input, seed and capability answers give the same output: the clock stands at 1970 and
 * the time zone is UTC.
 */
export interface Sandbox {
  run(run: SandboxRun, signal: AbortSignal): Promise<Result<SandboxOutcome, SandboxFailure>>;
  /** Whether the code loads (its top level runs, without capabilities) and has its entry. */
  compile(
    code: Pick<SandboxRun, "code" | "entry">,
    signal: AbortSignal,
  ): Promise<Result<null, SandboxFailure>>;
  /** Stops every process; open calls fail as cancelled, and so do later ones. */
  dispose(): void;
}

const DEFAULT_ENTRY = "run";
const COMPILE_TIMEOUT_MS = 2_000;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

type SandboxOptions = { readonly processHost: ProcessStarter; readonly limits?: Partial<SandboxLimits> };

export function createSandbox({ processHost, limits: changed }: SandboxOptions): Sandbox {
  const limits = { ...DEFAULT_LIMITS, ...changed };
  const pool = createProcessPool(limits.maxProcesses, () => startGuestProcess(processHost, limits));
  let isClosed = false;

  const callGuest = async (call: GuestCall, signal: AbortSignal): Promise<GuestResult> => {
    const refusal = refuse(call, limits);
    if (refusal !== null) return err(refusal);
    if (isClosed || signal.aborted) return err(toFailure("cancelled", "it was cancelled before it began"));
    const process = await pool.acquire(signal);
    if (process === null) return err(toFailure("cancelled", "it was cancelled before it began"));
    const { ended, free } = process.call(call, signal);
    void free.then(() => pool.release(process));
    return ended;
  };

  return {
    run: ({ code, entry = DEFAULT_ENTRY, input, capabilities, host, timeoutMs, seed = 0 }, signal) => {
      const granted = capabilities.filter((name) => Object.hasOwn(host, name));
      const run = { code, entry, input: JSON.stringify(input), granted, seed, timeoutMs };
      const perform = (name: string, args: Json): Promise<Json> => (host[name] as Capability)(args);
      return callGuest({ run, perform }, signal);
    },
    compile: async ({ code, entry = DEFAULT_ENTRY }, signal) => {
      const run = { code, entry, input: null, granted: [], seed: 0, timeoutMs: COMPILE_TIMEOUT_MS };
      const result = await callGuest({ run, perform: () => Promise.resolve(null) }, signal);
      return result.ok ? ok(null) : result;
    },
    dispose: () => {
      isClosed = true;
      pool.close();
    },
  };
}

/** What is wrong with a call before any process is bothered with it. */
function refuse({ run }: GuestCall, limits: SandboxLimits): SandboxFailure | null {
  if (!IDENTIFIER.test(run.entry))
    return toFailure("compile", `"${run.entry}" can't be the name of a function`);
  if (run.code.length > limits.maxCodeChars) {
    return toFailure("input-too-large", `the code is longer than ${limits.maxCodeChars} characters`);
  }
  if (run.input !== null && run.input.length > limits.maxInputChars) {
    return toFailure("input-too-large", `the input is longer than ${limits.maxInputChars} characters`);
  }
  return null;
}
