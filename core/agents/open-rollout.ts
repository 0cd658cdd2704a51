import { AppError } from "#core/base/app-error.ts";
import {
  bindEnvironment,
  type BoundEnvironment,
  type EnvironmentDeps,
} from "#core/environments/bind-environment.ts";
import { environmentTypeOf } from "#core/environments/table.ts";
import { strategyOf } from "#core/memory/strategies/table.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { bindTool } from "#core/tools/bind-tool.ts";
import type { ToolDeps } from "#core/tools/types/tool-type.ts";
import type { PreparedAgent } from "./prepare-agent.ts";
import type { Rollout, RolloutOptions } from "./rollout.ts";

/** What rollouts are opened with, the same for all of a process. */
export type RolloutDeps = Pick<ToolDeps, "sandbox" | "host"> &
  Pick<EnvironmentDeps, "sleep"> & {
    /** How environments work; this program's own types where it is left out. */
    readonly environmentTypeOf?: EnvironmentDeps["typeOf"];
  };

/** An environment that takes longer to close is left behind. */
const CLOSE_TIMEOUT_MS = 5000;

/**
 * Everything a run may call, on environments of its own, and the standing text its prompt gets. Throws build-failed,
 * environment-failed, unsupported and cancelled; what was open by then is closed before it does.
 */
export async function openRollout(
  deps: RolloutDeps,
  agent: PreparedAgent,
  options: RolloutOptions,
): Promise<Rollout> {
  const { sandbox, host, sleep, environmentTypeOf: typeOf = environmentTypeOf } = deps;
  const { desk, seed, signal, effects } = options;
  const environments: BoundEnvironment[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(environments.map(async (environment) => closeOne(environment, { ...options, sleep })));
  };
  try {
    const tools = agent.tools.map((tool) => bindTool(tool, { sandbox, host, desk, seed }));
    // One after the other, so that it is always the same one that is heard of when several cannot be opened.
    for (const pinned of agent.environments)
      environments.push(await bindEnvironment(pinned, { typeOf, sleep, signal }));
    return {
      callables: [...tools, ...environments.flatMap(({ callables }) => callables)].map(effects.wrap),
      standingText: [
        ...agent.environments.map(({ key, version, content }) =>
          effects.tell({ resource: key, version }, content.rules),
        ),
        ...agent.memory.map(({ key, version, content }) =>
          effects.tell({ resource: key, version }, strategyOf(content).serve(content, countTokens)),
        ),
      ],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closing = Pick<RolloutOptions, "onCloseFault"> & Pick<RolloutDeps, "sleep">;

async function closeOne(environment: BoundEnvironment, { onCloseFault, sleep }: Closing): Promise<void> {
  const { key, version } = environment;
  const closed = new AbortController();
  const giveUp = async (): Promise<void> => {
    await sleep(CLOSE_TIMEOUT_MS, closed.signal);
    if (closed.signal.aborted) return;
    throw new AppError("environment-failed", `It did not close within ${CLOSE_TIMEOUT_MS / 1000} seconds.`);
  };
  try {
    await Promise.race([environment.close(), giveUp()]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    onCloseFault({ resource: key, version, message });
  } finally {
    closed.abort();
  }
}
