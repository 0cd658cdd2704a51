import { assert, assertDefined } from "#core/base/assert.ts";
import { guardsInForce } from "./config.ts";
import { startFollowing } from "./followed.ts";
import type { Followed, FollowPlan } from "./followed.ts";
import { startGuard } from "./guard.ts";
import type { Guard } from "./guard.ts";
import type { GatePlan } from "./plan.ts";
import { ruleFor } from "./rules.ts";
import type { Evidenced, Rule } from "./rules.ts";
import { collectUnits } from "./units.ts";
import type { UnitCollector } from "./units.ts";
import { differenceOf } from "#core/domain/statistics/pairing.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";

/** All that changes while items come in. Owned by one gate; nothing else writes to it. */
export type GateLedger = Evidenced & {
  readonly plan: GatePlan;
  readonly rule: Rule;
  readonly followed: readonly Followed[];
  /** Of those followed, the ones that something may be accepted by. */
  readonly deciding: readonly Followed[];
  readonly guards: readonly Guard[];
  readonly collector: UnitCollector;
  readonly itemIds: Set<string>;
  /** Items that became right in everything more often, or less often. */
  readonly flips: { fixed: number; broken: number };
};

export function startLedger(plan: GatePlan): GateLedger {
  const guards = guardsInForce(plan.config);
  return toLedger(plan, {
    followed: plansOf(plan).map(startFollowing),
    guards: guards.map((guard) => startGuard(guard, plan.config.beta / guards.length)),
    collector: collectUnits(plan.groupSizes),
    itemIds: new Set(),
    flips: { fixed: 0, broken: 0 },
  });
}

function plansOf({ config, level }: GatePlan): readonly FollowPlan[] {
  return ruleFor(config).follows.map(({ measure, share }) => ({
    measure,
    decides: share !== null,
    // What is only described accepts nothing; its interval has β at both ends.
    level: share === null ? config.beta : level * share,
    config,
  }));
}

type Parts = Pick<GateLedger, "followed" | "guards" | "collector" | "itemIds" | "flips">;

function toLedger(plan: GatePlan, parts: Parts): GateLedger {
  const rule = ruleFor(plan.config);
  const decides = rule.follows.filter(({ share }) => share !== null).map(({ measure }) => measure);
  const byMeasure = new Map(parts.followed.map((followed) => [followed.measure, followed]));
  return {
    ...parts,
    plan,
    rule,
    config: plan.config,
    deciding: parts.followed.filter(({ measure }) => decides.includes(measure)),
    of: (measure) => assertDefined(byMeasure.get(measure), `the measure ${measure}`),
  };
}

export function feedLedger(ledger: GateLedger, outcome: PairedOutcome): void {
  const { itemIds, flips, followed } = ledger;
  assert(!itemIds.has(outcome.itemId), `the item ${outcome.itemId} was fed to the gate before`);
  assertShares(outcome);
  itemIds.add(outcome.itemId);
  const flip = differenceOf(outcome, "correct");
  if (flip > 0) flips.fixed += 1;
  if (flip < 0) flips.broken += 1;
  for (const each of followed) each.see(outcome);
  const unit = ledger.collector.add(outcome);
  if (unit === null) return;
  for (const each of followed) each.feed(unit);
  for (const guard of ledger.guards) guard.feed(unit);
}

function assertShares({ itemId, ...outcome }: PairedOutcome): void {
  const { baseline, candidate, baselineCorrect, candidateCorrect } = outcome;
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  assert(
    isShare(baseline) && isShare(candidate) && isShare(baselineCorrect) && isShare(candidateCorrect),
    `the scores of ${itemId} are not all in [0, 1]`,
  );
}
