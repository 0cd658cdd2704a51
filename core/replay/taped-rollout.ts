import { jsonEquals, type Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import { callPath, type RolloutCallable } from "#core/agents/effects.ts";
import { tellStandingText } from "#core/agents/open-rollout.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { Rollout, RolloutOptions } from "#core/agents/rollout.ts";
import type { ReplayTools } from "#core/domain/replay.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import type { Run } from "#core/domain/run.ts";
import { describeActions } from "#core/environments/bind-environment.ts";
import { environmentTypeOf } from "#core/environments/table.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";
import type { PinnedTool, ToolDeps } from "#core/tools/types/tool-type.ts";
import { diverge, holdArguments } from "./hold-against.ts";
import { ReplayStopped } from "./replay-stopped.ts";
import { beyond } from "./tape-cursor.ts";
import { endOf, type TapedWorld } from "./taped-model.ts";

export type TapedRollout = TapedWorld & {
  readonly tools: ReplayTools;
  /** A tool as a run has it. */
  readonly bind: (tool: PinnedTool, options: Pick<ToolDeps, "desk" | "seed">) => Callable;
  /** Opens it as a run would: for tools that are called for real. */
  readonly openLive: (agent: PreparedAgent, options: RolloutOptions) => Promise<Rollout>;
  readonly finalStates: Run["finalStates"];
  readonly tally: Tally;
};

/** What was made of calls. */
export type Tally = { recomputed: number; performed: number; skipped: number };

/**
 * The world of a run as its tape has it. Tools that work on the run's own desk are called anew, as they have nothing else;
 * so are others where `tools` is `live`, on fresh environments, but for those that reach outside of the run.
 */
export async function openTapedRollout(
  world: TapedRollout,
  agent: PreparedAgent,
  options: RolloutOptions,
): Promise<Rollout> {
  const told = { tell: tellFrom(world, options) };
  const ownDesk = new Set(
    agent.tools.filter(({ content }) => content.type === "builtin").map(({ key }) => key),
  );
  if (world.tools === "live") {
    // What it is told goes through the tape here, and is not told twice.
    const live = await world.openLive(agent, { ...options, effects: { ...options.effects, ...told } });
    const callables = live.callables.map((each) => ({
      ...each,
      call: callIn(world, ownDesk.has(each.resource) || !reachesOut(each) ? each : { ...each, call: null }),
    }));
    return { ...live, callables };
  }
  const { seed, desk, effects } = options;
  const tools = agent.tools.map((tool) => effects.wrap(world.bind(tool, { seed, desk })));
  const actions = agent.environments.flatMap((pinned) =>
    describeActions(pinned, environmentTypeOf(pinned.content)),
  );
  return {
    callables: [
      ...tools.map((each) => ({
        ...each,
        call: callIn(world, ownDesk.has(each.resource) ? each : { ...each, call: null }),
      })),
      ...actions.map((each) => ({ ...each, call: callIn(world, { ...each, call: null }) })),
    ],
    standingText: tellStandingText(agent, told),
    // There is no environment to look at: what it was left in follows from the calls, which are the same.
    observe: async () => Promise.resolve(world.finalStates ?? {}),
    close: async () => Promise.resolve(),
  };
}

/** What the run is told now is what it is told; the tape is what it is held against. */
function tellFrom({ cursor }: TapedRollout, { effects }: RolloutOptions): RolloutOptions["effects"]["tell"] {
  let told = 0;
  return (source, text) => {
    const path = `s/${told}`;
    told += 1;
    const taped = cursor.take("text", path);
    if (taped === null && text !== "") cursor.note(beyond(path, text));
    if (taped !== null)
      cursor.note(
        taped.text === text
          ? { as: "exact" }
          : diverge({ path, expected: { text: taped.text }, got: { text } }, "arguments"),
      );
    return effects.tell(source, text);
  };
}

type Answering = Omit<Callable, "call"> & { readonly call: RolloutCallable["call"] | null };

/** One call by the tape: its answer, or what comes of it now where it is called for real. */
function callIn(world: TapedRollout, callable: Answering): RolloutCallable["call"] {
  const { cursor, time, tally } = world;
  const { name, effect, call: live } = callable;
  return async (input, place) => {
    const path = callPath(place);
    const taped = cursor.take("call", path);
    if (taped === null) {
      cursor.note(beyond(path, { name, input }));
      throw new ReplayStopped();
    }
    if (taped.name !== name) {
      cursor.note(diverge({ path, expected: { name: taped.name }, got: { name } }, "different-call"));
      throw new ReplayStopped();
    }
    const held = holdArguments({ path, expected: taped.input, got: input });
    cursor.note(held);
    if (held.as === "divergence") throw new ReplayStopped();
    const { outcome } = taped;
    if (outcome === null) return endOf(time, place.signal);
    if (live === null) {
      if (isOutside(effect)) tally.skipped += 1;
      return outcome;
    }
    const now = await live(input, place);
    tally.recomputed += 1;
    if (isOutside(effect) && reachesOut(callable)) tally.performed += 1;
    if (isSame(outcome, now)) return now;
    cursor.note(diverge({ path, expected: toJson(outcome), got: toJson(now) }, "outcome"));
    throw new ReplayStopped();
  };
}

/** Whatever may change something that is not the run's own; it is never called by a replay. An environment is opened afresh. */
function reachesOut({ resource, effect }: Pick<Callable, "resource" | "effect">): boolean {
  return splitResourceKey(resource).kind === "environment" ? effect === "external" : isOutside(effect);
}

function isOutside(effect: Callable["effect"]): boolean {
  return effect === "write" || effect === "external";
}

type Outcome = Result<Json, CallFailure>;

function isSame(a: Outcome, b: Outcome): boolean {
  return jsonEquals(toJson(a), toJson(b));
}

function toJson(outcome: Outcome): Json {
  if (outcome.ok) return { ok: true, value: outcome.value };
  const { code, message } = outcome.error;
  return { ok: false, error: { code, message } };
}
