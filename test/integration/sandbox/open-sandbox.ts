import type { Json } from "#core/base/json.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHandle, ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import type { Sandbox, SandboxRun } from "#core/sandbox/sandbox.ts";
import type { SandboxLimits } from "#core/sandbox/limits.ts";

export type OpenSandbox = {
  readonly sandbox: Sandbox;
  /** Real, and remembered: every child that was started, in order. */
  readonly processHost: ProcessHost;
  readonly started: readonly ProcessHandle[];
  readonly run: (code: string, changes?: Partial<SandboxRun>) => ReturnType<Sandbox["run"]>;
  /** The output, or `!kind` of the failure. */
  readonly outputOf: (code: string, changes?: Partial<SandboxRun>) => Promise<Json>;
};

export const neverAborted = new AbortController().signal;

export function toRun(code: string, changes: Partial<SandboxRun> = {}): SandboxRun {
  return { code, input: null, capabilities: [], host: {}, timeoutMs: 2_000, ...changes };
}

/** A sandbox with real child processes; one at a time, unless the limits say otherwise. */
export function openSandbox(
  limits: Partial<SandboxLimits> = {},
  nodeHost = createNodeProcessHost(),
): OpenSandbox {
  const started: ProcessHandle[] = [];
  const processHost: ProcessHost = {
    ...nodeHost,
    start: (entry, options) => {
      const handle = nodeHost.start(entry, options);
      started.push(handle);
      return handle;
    },
  };
  const sandbox = createSandbox({ processHost, limits: { maxProcesses: 1, ...limits } });
  const run: OpenSandbox["run"] = (code, changes) => sandbox.run(toRun(code, changes), neverAborted);
  return {
    sandbox,
    processHost,
    started,
    run,
    outputOf: async (code, changes) => {
      const result = await run(code, changes);
      return result.ok ? result.value.output : `!${result.error.kind}`;
    },
  };
}
