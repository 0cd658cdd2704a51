import type { GateConfig } from "./config.ts";
import type { GroupSizes } from "./units.ts";

/** Fixed when the assessment starts. */
export type GatePlan = {
  readonly config: GateConfig;
  /** α_t of e-LOND (`assessmentLevel`); 0 = the session has none left. */
  readonly level: number;
  /** Of the whole validation set (`countGroups`); {} without groups. */
  readonly groupSizes: GroupSizes;
};
