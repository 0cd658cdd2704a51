import { assertDefined } from "#core/base/assert.ts";
import type { AssessmentDocument } from "#core/contract/proposals.ts";
import type { MeasureReport } from "#core/domain/gate/report.ts";
import { decidingMeasure, measuresOf, toHeadline } from "#core/domain/headline.ts";
import { changeOf, ITEM_CHANGES } from "#core/domain/item-change.ts";
import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";
import type { Run } from "#core/domain/run.ts";
import { addSpend, NO_SPEND } from "#core/domain/spend.ts";
import type { Store } from "#core/store/store.ts";
import { sumAnsweredBy } from "./answered-by.ts";
import { describeAssessment, metricOf } from "./describe-assessment.ts";
import { toIso, toSpendDocument } from "./documents.ts";
import { wearOf } from "#core/proposals/informed.ts";

/**
 * The evidence of a proposal, as it is shown and printed. Whoever shows an assessment has its figures from here [A16].
 */
export function toAssessmentDocument(store: Store, assessment: Assessment): AssessmentDocument {
  const { id, number, report, verdict, invariants, dataset, tokenChange, spend, at } = assessment;
  const items = store.proposals.assessedItems(id);
  const metric = metricOf(store, assessment);
  const { eValue, peakEValue, levelNeeded } = decidingMeasure(report, metric).evidence;
  return {
    id,
    number,
    verdict,
    reason: report.reason,
    metric,
    ...toHeadline(report, metric),
    measures: measuresOf(report, metric).map(toMeasureDocument),
    accuracy: { before: share(items, "baselineCorrect"), after: share(items, "candidateCorrect") },
    score: { before: mean(items, "baseline"), after: mean(items, "candidate") },
    evidence: { eValue, peakEValue, levelNeeded },
    forecast: report.forecast,
    guards: report.guards.map(({ id: guard, effect, isShownWorse }) => ({ id: guard, effect, isShownWorse })),
    invariants: invariants.map((check) => ({ ...check })),
    descriptions: describeAssessment(store, assessment, items),
    tokenChange,
    perItem: costPerItem(store, items),
    answeredBy: answeredByArms(store, items),
    spend: toSpendDocument(spend),
    wear: wearOf(store, dataset),
    changed: listChanged(store, items),
    at: toIso(at),
  };
}

function toMeasureDocument(report: MeasureReport): AssessmentDocument["measures"][number] {
  const { measure, decides, effect, interval, evidence, moves, forecast } = report;
  const { eValue, peakEValue, levelNeeded } = evidence;
  return {
    measure,
    decides,
    effect,
    interval: [interval.low, interval.high],
    up: moves.fixed,
    down: moves.broken,
    evidence: { eValue, peakEValue, levelNeeded },
    forecast,
  };
}

function share(items: readonly AssessedItem[], arm: "baselineCorrect" | "candidateCorrect"): number {
  return items.length === 0 ? 0 : items.filter((item) => item[arm]).length / items.length;
}

function mean(items: readonly AssessedItem[], arm: "baseline" | "candidate"): number {
  return items.reduce((sum, item) => sum + item[arm], 0) / Math.max(1, items.length);
}

/** What a run of each arm costs, whoever paid for it: the first run of every item. */
function costPerItem(store: Store, items: readonly AssessedItem[]): AssessmentDocument["perItem"] {
  if (items.length === 0) return null;
  return {
    before: meanCost(items.map(({ baselineRun }) => findRun(store, baselineRun))),
    after: meanCost(items.map(({ candidateRun }) => findRun(store, candidateRun))),
  };
}

/** Which models answered in each arm, where several might: an effect may be another model's. */
function answeredByArms(store: Store, items: readonly AssessedItem[]): AssessmentDocument["answeredBy"] {
  const before = sumAnsweredBy(items.map(({ baselineRun }) => findRun(store, baselineRun)));
  const after = sumAnsweredBy(items.map(({ candidateRun }) => findRun(store, candidateRun)));
  return before === null && after === null ? null : { before: before ?? {}, after: after ?? {} };
}

function meanCost(runs: readonly Run[]): NonNullable<AssessmentDocument["perItem"]>["before"] {
  const { calls, inputTokens, outputTokens, usd } = runs.map(({ spend }) => spend).reduce(addSpend, NO_SPEND);
  return {
    tokens: (inputTokens + outputTokens) / runs.length,
    calls: calls / runs.length,
    usd: usd === null ? null : usd / runs.length,
  };
}

/** The worst first: what it breaks is what to look at [A20]. */
function listChanged(store: Store, items: readonly AssessedItem[]): AssessmentDocument["changed"] {
  return items
    .flatMap((item) => {
      const change = changeOf(item);
      if (change === null) return [];
      return {
        item: item.item,
        className: item.className,
        change,
        before: item.baseline,
        after: item.candidate,
        baselineTrace: findRun(store, item.baselineRun).trace,
        candidateTrace: findRun(store, item.candidateRun).trace,
      };
    })
    .toSorted((a, b) => ITEM_CHANGES.indexOf(a.change) - ITEM_CHANGES.indexOf(b.change));
}

function findRun(store: Store, run: string): Run {
  return assertDefined(store.runs.find(run), `run ${run}`);
}
