import type { ResourceContent } from "#core/domain/content/content.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { Clock } from "#core/base/clock.ts";
import { performRollout, type RolloutLine } from "#core/agents/perform-rollout.ts";
import type { AgentLine } from "#core/agents/run-agent.ts";
import type { RunsInFlight } from "#core/evaluation/runs-in-flight.ts";
import { findScorerProblem } from "#core/evaluation/run-scorer.ts";
import { scoreOutput, type Scoring } from "#core/evaluation/score-output.ts";
import { loopImplementations } from "#core/agents/loops/table.ts";
import { buildEnvironment } from "#core/environments/open-environment.ts";
import { environmentImplementations } from "#core/environments/table.ts";
import { memoryImplementations } from "#core/memory/strategies/table.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { createTracing, type Tracing } from "#core/recording/tracing.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox, type Sandbox } from "#core/sandbox/sandbox.ts";
import type { Callable } from "#core/resources/callable.ts";
import { bindTool } from "#core/tools/bind-tool.ts";
import { buildTool } from "#core/tools/build-tool.ts";
import type { PinnedTool, ToolDeps } from "#core/tools/types/tool-type.ts";
import { toolImplementations } from "#core/tools/builtins.ts";
import { CAPABILITIES, createAgentLine } from "./rollouts/agent-line.ts";
import { startMember } from "./rollouts/member.ts";
import type { Replica } from "./rollouts/messages.ts";
import { createPool, type PoolParts } from "./rollouts/pool.ts";
import { threadCount } from "./system.ts";
import { NEVER } from "#core/app/never-aborted.ts";

/** A constant that changes whenever what is around a loop may run the same agent differently. */
const RUNTIME_IMPLEMENTATION = "runtime/1";

const BUILD_TIMEOUT_MS = 30_000;

/** What runs agents in this process: sandbox, tools, environments, memory and tracing, put together once. */
export type Runtime = {
  readonly tracing: Tracing;
  /** Implementation constants of everything that can shape a run; a closure names those in use. */
  readonly implementations: Readonly<Record<string, string>>;
  /** For runs in this thread. */
  readonly agentLine: <M extends AgentLine["model"]>(model: M) => AgentLine & { readonly model: M };
  /** For runs in as many threads as there may be. */
  readonly rolloutLine: (model: ModelLine, options: RolloutOptions) => RolloutLine;
  readonly inFlight: RunsInFlight;
  /** What an output is worth; code of scorers runs in the sandbox. */
  readonly score: Scoring;
  /** Why a scorer cannot be used, found by loading its code; null where it can, or has none. */
  readonly findScorerProblem: (scorer: Scorer, signal?: AbortSignal) => Promise<string | null>;
  /** What keeps a resource from being built, one sentence each; empty when it can be. */
  readonly build: (resource: ResourceContent, signal?: AbortSignal) => Promise<readonly string[]>;
  /** A tool bound to no run, on a desk of its own. Throws as `bindTool`. */
  readonly tool: (tool: PinnedTool, options: Pick<ToolDeps, "desk" | "seed">) => Callable;
  /** What evolved code runs in here. */
  readonly confinement: () => Confinement;
  readonly close: () => Promise<void>;
};

export type RolloutOptions = {
  /** How the model is opened in another thread; null where it is asked in this one. */
  readonly replica: Replica | null;
  /** In how many threads; as many as this machine runs at once where nothing is said. */
  readonly workers: number | undefined;
};

export type RuntimeOptions = Partial<Pick<PoolParts, "reportBug" | "startAfter">>;

export function createRuntime(
  clock: Clock,
  processHost: ProcessHost,
  { reportBug = () => undefined, ...options }: RuntimeOptions = {},
): Runtime {
  const tracing = createTracing();
  const sandbox = createSandbox({ processHost });
  const agentLine = createAgentLine({ tracing, sandbox, clock });
  const pool = createPool({
    ...options,
    performHere: async ({ line, request }, signal) => performRollout(agentLine(line), request, signal),
    failHere: async ({ line, request }, error, signal) => {
      const openRollout = async (): Promise<never> => Promise.reject(error);
      return performRollout({ ...agentLine(line), openRollout }, request, signal);
    },
    startMember: (parts) => startMember({ processHost, ...parts }),
    reportBug,
  });
  return {
    tracing: { ...tracing, openTraces: () => [...tracing.openTraces(), ...pool.openTraces()] },
    implementations: {
      runtime: RUNTIME_IMPLEMENTATION,
      ...loopImplementations,
      ...toolImplementations,
      ...environmentImplementations,
      ...memoryImplementations,
    },
    inFlight: new Map(),
    score: async (scorer, scored, signal) => scoreOutput(scorer, scored, { sandbox, signal }),
    findScorerProblem: async (scorer, signal = NEVER) => findScorerProblem(scorer, { sandbox, signal }),
    agentLine,
    rolloutLine: (model, { replica, workers = threadCount() }) => ({
      model,
      perform: async (request, signal) =>
        pool.perform({ request, line: model, replica }, { workers, signal }),
    }),
    build: async (resource, signal = NEVER) => buildResource(sandbox, resource, signal),
    tool: (tool, options) => bindTool(tool, { ...options, sandbox, host: CAPABILITIES }),
    confinement: () => processHost.confinement(),
    close: async () => {
      sandbox.dispose();
      await pool.close();
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
