import { decide, hasCrossed, isHarmful, isRealButTooSmall } from "./gate-decision.ts";
import { toEvidence } from "./gate-evidence.ts";
import { forecastItems } from "./gate-forecast.ts";
import { feedLedger, meanEffect, resumeLedger, startLedger, takeSnapshot } from "./gate-ledger.ts";
import type { GateLedger, GatePlan, GateSnapshot } from "./gate-ledger.ts";
import type { Decision, Forecast, GateContext, GateReport } from "./gate-report.ts";
import { confidenceSequence } from "./statistics/confidence-sequence.ts";
import type { Pivot } from "./statistics/confidence-sequence.ts";
import type { EProcess } from "./statistics/e-process.ts";
import type { Interval } from "./statistics/interval.ts";
import type { PairedOutcome } from "./statistics/pairing.ts";

/**
 * The gate of one assessment. It is fed one finished item at a time in the order of consumption, and may be
 * asked after each: looking early, stopping early and adding items are all allowed, and change no claim.
 */
export type Gate = {
  /** The next item of the longest finished prefix. About 64 additions for each thing followed. */
  feed(outcome: PairedOutcome): void;
  /** Verdict and reason; cheap enough to ask after every item. */
  decide(context: GateContext): Decision;
  /** Everything the desk shows. The interval re-reads all looks: milliseconds at hundreds of items. */
  report(context: GateContext): GateReport;
  snapshot(): GateSnapshot;
};

export function openGate(plan: GatePlan): Gate {
  return createGate(startLedger(plan));
}

export function resumeGate(saved: GateSnapshot): Gate {
  return createGate(resumeLedger(saved));
}

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

function createGate(ledger: GateLedger): Gate {
  return {
    feed: (outcome) => {
      feedLedger(ledger, outcome);
    },
    decide: (context) => decide(ledger, context),
    report: (context) => report(ledger, context),
    snapshot: () => takeSnapshot(ledger),
  };
}

function report(ledger: GateLedger, context: GateContext): GateReport {
  const { acceptance } = ledger.processes;
  return {
    ...decide(ledger, context),
    failedInvariants: context.invariants.filter(({ holds }) => !holds).map(({ id }) => id),
    isPoolUsedUp: context.remainingItems === 0,
    isHarmful: isHarmful(ledger),
    isRealButTooSmall: isRealButTooSmall(ledger),
    level: ledger.plan.level,
    items: ledger.itemIds.size,
    units: ledger.units.length,
    openItems: ledger.collector.open().length,
    effect: meanEffect(ledger),
    interval: drawInterval(ledger),
    evidence: toEvidence(acceptance.snapshot(), acceptance.logE()),
    flips: { ...ledger.flips },
    moves: { ...ledger.moves },
    guards: ledger.guards.map((guard) => guard.report()),
    forecast: forecast(ledger, context.remainingItems),
  };
}

/** Its ends take the verdict's own processes as pivots, so the drawing and the verdict can't disagree. */
function drawInterval(ledger: GateLedger): Interval {
  const { acceptance, improvement, rejection, harm } = ledger.processes;
  const differences = ledger.units.map((unit) => unit.difference);
  return confidenceSequence(differences, {
    alphaLower: ledger.plan.level,
    alphaUpper: ledger.plan.config.beta,
    looks: "every",
    lowerPivots: [toPivot(acceptance), toPivot(improvement)],
    upperPivots: [toPivot(rejection), toPivot(harm)],
  });
}

function toPivot(process: EProcess): Pivot {
  return { mean: process.snapshot().mean, hasCrossed: hasCrossed(process) };
}

function forecast(ledger: GateLedger, remainingItems: number): Forecast {
  const { acceptance } = ledger.processes;
  return forecastItems({
    differences: ledger.units.map((unit) => unit.difference),
    nullMean: acceptance.snapshot().mean,
    alpha: ledger.plan.level,
    hasCrossed: hasCrossed(acceptance),
    unitItems: ledger.units.reduce((sum, unit) => sum + unit.items, 0),
    consumedItems: ledger.itemIds.size,
    remainingItems,
  });
}
