import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
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
import type { EnvironmentFault, Rollout, RolloutOptions } from "./rollout.ts";

/** What rollouts are opened with, the same for all of a process. */
export type RolloutDeps = Pick<ToolDeps, "sandbox" | "host"> &
  Pick<EnvironmentDeps, "sleep"> & {
    /** How environments work; this program's own types where it is left out. */
    readonly environmentTypeOf?: EnvironmentDeps["typeOf"];
  };

/** An environment that takes longer to close or to be observed is left behind. */
const END_TIMEOUT_MS = 5000;

/**
 * Everything a run may call, on environments of its own, and the standing text its prompt gets. Throws build-failed,
 * dataset-invalid, environment-failed, unsupported and cancelled; what was open by then is closed before it does [R19].
 */
export async function openRollout(
  deps: RolloutDeps,
  agent: PreparedAgent,
  options: RolloutOptions,
): Promise<Rollout> {
  const { sandbox, host, sleep, environmentTypeOf: typeOf = environmentTypeOf } = deps;
  const { desk, seed, signal, effects, initialState = {} } = options;
  refuseStrangers(agent, initialState);
  const environments: BoundEnvironment[] = [];
  const close = async (): Promise<void> => {
    const ending = { ...options, sleep, doing: "close" } as const;
    await Promise.all(environments.map(async (each) => orTell(each, each.close, ending)));
  };
  try {
    const tools = agent.tools.map((tool) => bindTool(tool, { sandbox, host, desk, seed }));
    // One after the other, so that it is always the same one that is heard of when several cannot be opened.
    for (const pinned of agent.environments)
      environments.push(
        await bindEnvironment({ ...pinned, given: initialState[pinned.key] }, { typeOf, sleep, signal }),
      );
    return {
      callables: [...tools, ...environments.flatMap(({ callables }) => callables)].map(effects.wrap),
      standingText: tellStandingText(agent, effects),
      observe: async () => {
        const ending = { ...options, sleep, doing: "observe" } as const;
        const digests = await Promise.all(
          environments.map(async (each) => orTell(each, async () => hashJson(await each.state()), ending)),
        );
        return Object.fromEntries(
          environments.flatMap(({ key }, at) => (digests[at] === undefined ? [] : [[key, digests[at]]])),
        );
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a run is told before it asks anything: rules of its environments, then what memory serves. */
export function tellStandingText(
  { environments, memory }: Pick<PreparedAgent, "environments" | "memory">,
  effects: Pick<RolloutOptions["effects"], "tell">,
): readonly string[] {
  return [
    ...environments.map(({ key, version, content }) =>
      effects.tell({ resource: key, version }, content.rules),
    ),
    ...memory.map(({ key, version, content }) =>
      effects.tell({ resource: key, version }, strategyOf(content).serve(content, countTokens)),
    ),
  ];
}

/** An item for another agent would be answered in a world that it does not mean. */
function refuseStrangers(agent: PreparedAgent, initialState: InitialState): void {
  const own = new Set<string>(agent.environments.map(({ key }) => key));
  const stranger = Object.keys(initialState).find((key) => !own.has(key));
  if (stranger === undefined) return;
  throw new AppError(
    "dataset-invalid",
    `The item begins in ${stranger}, which ${agent.agent.key} does not use.`,
    {
      hint: "Give the agent that environment, or choose a dataset that was made for it.",
    },
  );
}

type Ending = Pick<RolloutOptions, "onFault"> & Pick<RolloutDeps, "sleep"> & Pick<EnvironmentFault, "doing">;

/** What the work comes to within its time; what it does not come to is told. */
async function orTell<T>(
  { key, version }: BoundEnvironment,
  work: () => Promise<T>,
  { onFault, sleep, doing }: Ending,
): Promise<T | undefined> {
  const done = new AbortController();
  const giveUp = async (): Promise<never> => {
    await sleep(END_TIMEOUT_MS, done.signal);
    throw new AppError("environment-failed", `It took longer than ${END_TIMEOUT_MS / 1000} seconds.`);
  };
  try {
    return await Promise.race([work(), giveUp()]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    onFault({ doing, resource: key, version, message });
    return undefined;
  } finally {
    done.abort();
  }
}
