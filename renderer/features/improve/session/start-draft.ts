import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { GateMetric } from "#core/domain/gate/config.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { readNumber, type PaceDraft } from "#renderer/features/improve/common/pace-draft.ts";
import { toCapChanges, type CapsDraft } from "#renderer/features/improve/common/caps-draft.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { readSettings } from "./optimizer-draft.ts";

/** A session as it is being filled in. */
export type StartDraft = {
  readonly branch: string;
  /** Empty where none was chosen: then it is the usual one, as far as the branch has it. */
  readonly agent: string;
  readonly dataset: string;
  /** CONNECTION/NAME in place of the agent's own; null for that. */
  readonly model: string | null;
  readonly optimizer: Session["optimizer"];
  /** Its settings as they are typed: an empty field leaves what workspace.yaml or the optimizer's row says. */
  readonly optimizerSettings: Readonly<Record<string, string>>;
  readonly iterations: number;
  readonly seed: number;
  readonly approve: Session["approve"];
  /** What the gate decides by; null = what the workspace and the dataset's scorer say. */
  readonly metric: GateMetric | null;
  readonly reportsTest: boolean;
  readonly caps: CapsDraft;
  readonly pace: PaceDraft;
  /** The model may be called though nobody knows what it costs. */
  readonly mayCostUnknown: boolean;
};

export const MOST_ITERATIONS = 1000;

export function isCountOfIterations(count: number): boolean {
  return count >= 1 && count <= MOST_ITERATIONS;
}

/** What the host is asked for. */
export function toStart(draft: StartDraft): Parameters<WorkspaceClient["sessions"]["start"]>[0] {
  const { agent, caps, pace, reportsTest, metric, mayCostUnknown, optimizer, optimizerSettings, ...others } =
    draft;
  const { model, ...rest } = others;
  const choice = model === null ? null : splitModel(model);
  const [concurrency, workers] = [readNumber(pace.concurrency), readNumber(pace.workers)];
  return {
    ...rest,
    agent: `agent/${agent}`,
    optimizer: { type: optimizer, settings: readSettings(optimizerSettings) },
    caps: toCapChanges(caps),
    ...(choice === null ? {} : { model: choice }),
    report: reportsTest ? "test" : "none",
    ...(mayCostUnknown ? { unknownPrice: "allow" } : {}),
    ...(workers === undefined ? {} : { workers }),
    set: {
      ...(metric === null ? {} : { "gate.metric": metric }),
      ...(concurrency === undefined ? {} : { concurrency }),
    },
  };
}
