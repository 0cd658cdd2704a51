import type { GateMetric } from "#core/domain/gate/config.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import type { CapsDraft } from "#renderer/features/improve/common/cap-fields.tsx";

/** A session as it is being filled in. */
export type StartDraft = {
  readonly branch: string;
  readonly agent: string;
  readonly dataset: string;
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
  /** The model may be called though nobody knows what it costs. */
  readonly mayCostUnknown: boolean;
};
