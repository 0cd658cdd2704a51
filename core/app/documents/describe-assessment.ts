import type { AssessmentDocument } from "#core/contract/proposals.ts";
import type { GateMetric } from "#core/domain/gate/config.ts";
import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";
import { describeDifference } from "#core/domain/statistics/describe-difference.ts";
import { mcnemarMidP } from "#core/domain/statistics/mcnemar.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";
import type { Store } from "#core/store/store.ts";

type Descriptions = AssessmentDocument["descriptions"];

/**
 * What the gate decided by: as the assessment says, or its session, where it is from before assessments said so [A14].
 */
export function metricOf(store: Store, { proposal, report }: Assessment): GateMetric {
  if (report.metric !== undefined) return report.metric;
  const session = store.proposals.find(proposal)?.session ?? null;
  return session === null ? "score" : (store.sessions.find(session)?.config.gate.metric ?? "score");
}

const NOTHING: Descriptions = { mcnemar: null, midP: null, tango: null, mean: null };

/** What a fixed-n look says about which items were all correct, by the method that their groups and repetitions allow. */
export function describeAssessment(
  store: Store,
  { id, proposal, dataset, report }: Assessment,
  items: readonly AssessedItem[],
): Descriptions {
  const session = store.proposals.find(proposal)?.session ?? null;
  const repetitions = session === null ? 1 : (store.sessions.find(session)?.config.repetitions ?? 1);
  const groups = store.datasets.validationGroups(dataset);
  const found = describeDifference(
    items.map((item) => toOutcome(item, groups.get(item.item))),
    { metric: "correct", confidence: 0.95, repetitions, key: ["description", id] },
  );
  if (found === null) return NOTHING;
  const { effect, method, pValue, units } = found;
  const interval =
    found.interval === null ? null : ([found.interval.low, found.interval.high] as [number, number]);
  if (method === "tango") {
    return { mcnemar: pValue, midP: mcnemarMidP(report.flips), tango: interval, mean: null };
  }
  return { ...NOTHING, mean: { effect, interval, method, signFlip: pValue, units } };
}

function toOutcome(assessed: AssessedItem, group: string | undefined): PairedOutcome {
  const { item, baseline, candidate, baselineCorrect, candidateCorrect } = assessed;
  return {
    itemId: item,
    group,
    baseline,
    candidate,
    baselineCorrect: baselineCorrect ? 1 : 0,
    candidateCorrect: candidateCorrect ? 1 : 0,
  };
}
