import type { Json } from "#core/base/json.ts";
import type { TaskInput } from "#core/domain/content/render-prompt.ts";
import type { RolloutCallable } from "#core/agents/effects.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { Rollout } from "#core/agents/rollout.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { ChatMessage, ToolCall } from "#core/models/provider.ts";
import type { RunDesk } from "#core/resources/callable.ts";

/** One run as its loop sees it. Recording, limits and the bill are kept around it: a loop only says what is next. */
export type Talk = {
  readonly agent: PreparedAgent;
  readonly input: TaskInput;
  readonly rollout: Rollout;
  /** What calls left behind: an output that was handed in ends the run. */
  readonly desk: Readonly<RunDesk>;
  /** One step: the agent's model is asked and may call these. Throws where a limit of the agent is passed. */
  readonly ask: (messages: readonly ChatMessage[], tools: readonly RolloutCallable[]) => Promise<ModelTurn>;
  /** Makes the calls of a turn, in parallel; the messages that answer them, in the turn's order. */
  readonly call: (calls: readonly ToolCall[]) => Promise<readonly ChatMessage[]>;
};

/** What every agent loop implements, and nothing more: how a task becomes an output. */
export interface Loop {
  /** A constant that changes whenever the loop may run the same agent differently. Part of a closure. */
  readonly implementation: string;
  /** The run's output. What it throws is the run's error, or ends more than the run. */
  converse(talk: Talk): Promise<Json>;
}
