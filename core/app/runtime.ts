import type { ResourceContent } from "#core/domain/content/content.ts";
import type { Clock } from "#core/base/clock.ts";
import { openRollout } from "#core/agents/open-rollout.ts";
import type { AgentLine } from "#core/agents/run-agent.ts";
import type { RunsInFlight } from "#core/evaluation/runs-in-flight.ts";
import { loopImplementations } from "#core/agents/loops/table.ts";
import { buildEnvironment } from "#core/environments/open-environment.ts";
import { environmentImplementations } from "#core/environments/table.ts";
import { memoryImplementations } from "#core/memory/strategies/table.ts";
import type { ModelLine } from "#core/models/call-model.ts";
import { createTracing, type Tracing } from "#core/recording/tracing.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox, type Sandbox } from "#core/sandbox/sandbox.ts";
import { buildTool } from "#core/tools/build-tool.ts";
import { toolImplementations } from "#core/tools/builtins.ts";
import { monotonicClock, sleep } from "./system.ts";

/** A constant that changes whenever what is around a loop may run the same agent differently. */
const RUNTIME_IMPLEMENTATION = "runtime/1";

/** What this program can do for code tools beyond computing: nothing. A tool that asks for more is not built. */
const CAPABILITIES = {};

const BUILD_TIMEOUT_MS = 30_000;

/** For callers that cannot cancel. */
const NEVER = new AbortController().signal;

/** What runs agents in this process: sandbox, tools, environments, memory and tracing, put together once. */
export type Runtime = {
  readonly tracing: Tracing;
  /** Implementation constants of everything that can shape a run; a closure names those in use. */
  readonly implementations: Readonly<Record<string, string>>;
  readonly agentLine: (model: ModelLine) => AgentLine;
  readonly inFlight: RunsInFlight;
  /** What keeps a resource from being built, one sentence each; empty when it can be. */
  readonly build: (resource: ResourceContent, signal?: AbortSignal) => Promise<readonly string[]>;
  /** What evolved code runs in here. */
  readonly confinement: () => Confinement;
  readonly close: () => void;
};

export function createRuntime(clock: Clock, processHost: ProcessHost): Runtime {
  const tracing = createTracing();
  const sandbox = createSandbox({ processHost });
  return {
    tracing,
    implementations: {
      runtime: RUNTIME_IMPLEMENTATION,
      ...loopImplementations,
      ...toolImplementations,
      ...environmentImplementations,
      ...memoryImplementations,
    },
    inFlight: new Map(),
    agentLine: (model) => ({
      model,
      tracing,
      clock,
      ticks: monotonicClock,
      sleep,
      openRollout: async (agent, options) =>
        openRollout({ sandbox, host: CAPABILITIES, sleep }, agent, options),
    }),
    build: async (resource, signal = NEVER) => buildResource(sandbox, resource, signal),
    confinement: () => processHost.confinement(),
    close: () => {
      sandbox.dispose();
    },
  };
}

async function buildResource(
  sandbox: Sandbox,
  resource: ResourceContent,
  signal: AbortSignal,
): Promise<readonly string[]> {
  switch (resource.kind) {
    case "tool":
      return buildTool(resource.content, {
        sandbox,
        host: CAPABILITIES,
        timeoutMs: BUILD_TIMEOUT_MS,
        signal,
      });
    case "environment":
      return buildEnvironment(resource.content);
    case "prompt":
    case "agent":
    case "memory":
      return [];
  }
}
