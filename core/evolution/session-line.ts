import type { Clock } from "#core/base/clock.ts";
import type { Dataset } from "#core/domain/dataset.ts";
import type { PassingEvent } from "#core/domain/events/event.ts";
import type { InvariantCheck } from "#core/domain/proposal.ts";
import type { Session } from "#core/domain/session.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { EvaluationLine } from "#core/evaluation/run-item.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import type { Tracing } from "#core/recording/tracing.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import type { BuiltInLookup } from "./operator-prompt.ts";

/** Everything a session works with, wired by whoever composes the program. */
export type SessionLine = {
  readonly store: Store;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations: one that does not go back. */
  readonly ticks: Clock;
  readonly tracing: Tracing;
  readonly evaluation: EvaluationLine;
  /** The optimizer's own model calls; the same ledger as the agent's. */
  readonly operatorModel: { readonly line: ModelLine; readonly name: string };
  /** What the program ships, where the workspace has none in use. */
  readonly builtIn: BuiltInLookup;
  readonly prepare: (view: ResourceView) => PreparedAgent;
  readonly countTokens: (text: string) => number;
  /** Safety checks of a candidate that need more than its text: code compiles, examples hold, no hold-out text. */
  readonly checkCandidate: (before: ResourceView, after: ResourceView) => Promise<readonly InvariantCheck[]>;
  /**
   * Begins to listen, as an assessment of the proposal begins, for a person who wants no more items in it; the answer
   * says whether one does. A wish that an earlier assessment did not live to hear is about that one alone.
   */
  readonly listenForEnough: (proposal: string) => () => boolean;
  readonly emit: (event: PassingEvent) => void;
};

/** What the operators of one session share. */
export type SessionContext = {
  readonly line: SessionLine;
  readonly session: Session;
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
};
