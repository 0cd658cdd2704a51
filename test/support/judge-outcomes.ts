import { openGate } from "#core/domain/gate/gate.ts";
import type { GatePlan } from "#core/domain/gate/plan.ts";
import type { GateContext, GateReport } from "#core/domain/gate/report.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/** The report on outcomes that are all there, in the order of consumption. */
export function judgeOutcomes(
  plan: GatePlan,
  outcomes: readonly PairedOutcome[],
  context: GateContext,
): GateReport {
  const gate = openGate(plan);
  for (const outcome of outcomes) gate.feed(outcome);
  return gate.report(context);
}
