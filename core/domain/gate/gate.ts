import { assertDefined } from "#core/base/assert.ts";
import { decide, isHarmful, isRealButTooSmall } from "./decision.ts";
import { feedLedger, startLedger } from "./ledger.ts";
import type { GateLedger } from "./ledger.ts";
import { forecastVerdict } from "./outlook.ts";
import type { GatePlan } from "./plan.ts";
import type { Decision, GateContext, GateReport } from "./report.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

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
};

export function openGate(plan: GatePlan): Gate {
  return createGate(startLedger(plan));
}

function createGate(ledger: GateLedger): Gate {
  return {
    feed: (outcome) => {
      feedLedger(ledger, outcome);
    },
    decide: (context) => decide(ledger, context),
    report: (context) => report(ledger, context),
  };
}

function report(ledger: GateLedger, context: GateContext): GateReport {
  const room = { consumedItems: ledger.itemIds.size, remainingItems: context.remainingItems };
  const measures = ledger.followed.map((followed) => followed.report(room));
  const headline = assertDefined(measures[0], "the measure of the headline");
  return {
    ...decide(ledger, context),
    metric: ledger.plan.config.metric,
    failedInvariants: context.invariants.filter(({ holds }) => !holds).map(({ id }) => id),
    isPoolUsedUp: context.remainingItems === 0,
    isHarmful: isHarmful(ledger),
    isRealButTooSmall: isRealButTooSmall(ledger),
    level: ledger.plan.level,
    items: ledger.itemIds.size,
    units: ledger.followed[0]?.units() ?? 0,
    openItems: ledger.collector.open().length,
    effect: headline.effect,
    interval: headline.interval,
    evidence: headline.evidence,
    flips: { ...ledger.flips },
    moves: headline.moves,
    guards: ledger.guards.map((guard) => guard.report()),
    forecast: forecastVerdict(ledger, room),
    measures,
  };
}
