import { specsOf } from "./followed.ts";
import type { FollowedSnapshot, Question } from "./followed.ts";
import type { GuardSnapshot } from "./guard.ts";
import type { GatePlan } from "./plan.ts";
import { startEProcess } from "#core/domain/statistics/e-process.ts";
import type { EProcessSnapshot } from "#core/domain/statistics/e-process.ts";
import type { Flips } from "#core/domain/statistics/mcnemar.ts";
import type { Metric, PairedOutcome } from "#core/domain/statistics/pairing.ts";

/** JSON. A gate resumed from it goes on to the same last bit. */
export type GateSnapshot = {
  readonly plan: GatePlan;
  readonly itemIds: readonly string[];
  readonly openOutcomes: readonly PairedOutcome[];
  readonly flips: Flips;
  /** In the order of the metric's rule. */
  readonly followed: readonly FollowedSnapshot[];
  readonly guards: readonly GuardSnapshot[];
};

/** From before a gate followed more than one measure: it followed its metric, and did not ask for clearance. */
export type OneMeasureSnapshot = Omit<GateSnapshot, "followed"> & {
  readonly plan: GatePlan & { readonly config: { readonly metric: Metric } };
  readonly units: FollowedSnapshot["units"];
  readonly moves: Flips;
  readonly processes: Readonly<Record<Exclude<Question, "clearance">, EProcessSnapshot>>;
};

/** The same gate in today's form. What was not followed then is worked out from the differences that were. */
export function upgradeSnapshot(saved: GateSnapshot | OneMeasureSnapshot): GateSnapshot {
  if (!("processes" in saved)) return saved;
  const { units, moves, processes, ...rest } = saved;
  const clearance = startEProcess(specsOf(saved.plan).clearance);
  for (const { difference } of units) clearance.feed(difference);
  const { metric } = saved.plan.config;
  return {
    ...rest,
    followed: [
      { measure: metric, units, moves, processes: { ...processes, clearance: clearance.snapshot() } },
    ],
  };
}
