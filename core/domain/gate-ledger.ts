import { assert } from "#core/base/assert.ts";
import { acceptanceMean, guardsInForce, rejectionMean } from "./gate-config.ts";
import type { GateConfig } from "./gate-config.ts";
import { resumeGuard, startGuard } from "./gate-guard.ts";
import type { Guard, GuardSnapshot } from "./gate-guard.ts";
import { collectUnits } from "./gate-units.ts";
import type { GroupSizes, UnitCollector } from "./gate-units.ts";
import { resumeEProcess, startEProcess } from "./statistics/e-process.ts";
import type { EProcess, EProcessSnapshot } from "./statistics/e-process.ts";
import { compareIds, differenceOf, differencesOf, meanOf, meanOfItems } from "./statistics/pairing.ts";
import type { PairedOutcome } from "./statistics/pairing.ts";

/** Fixed when the assessment starts. */
export type GatePlan = {
  readonly config: GateConfig;
  /** α_t of e-LOND (`assessmentLevel`); 0 = the session has none left. */
  readonly level: number;
  /** Of the whole validation set (`countGroups`); {} without groups. */
  readonly groupSizes: GroupSizes;
};

type GateUnit = { readonly id: string; readonly difference: number; readonly items: number };
type Tally = { fixed: number; broken: number };

/** `acceptance` tests Δ ≤ m0, `improvement` Δ ≤ 0, `rejection` Δ ≥ δ (or m0), `harm` Δ ≥ 0. */
type Followed<T> = {
  readonly acceptance: T;
  readonly improvement: T;
  readonly rejection: T;
  readonly harm: T;
};

/** JSON. A gate resumed from it goes on to the same last bit. */
export type GateSnapshot = {
  readonly plan: GatePlan;
  readonly itemIds: readonly string[];
  readonly openOutcomes: readonly PairedOutcome[];
  /** In the order of completion. */
  readonly units: readonly GateUnit[];
  readonly flips: Readonly<Tally>;
  readonly moves: Readonly<Tally>;
  readonly processes: Followed<EProcessSnapshot>;
  readonly guards: readonly GuardSnapshot[];
};

/** All that changes while items come in. Owned by one gate; nothing else writes to it. */
export type GateLedger = {
  readonly plan: GatePlan;
  readonly processes: Followed<EProcess>;
  readonly guards: readonly Guard[];
  readonly collector: UnitCollector;
  readonly itemIds: Set<string>;
  readonly units: GateUnit[];
  readonly flips: Tally;
  readonly moves: Tally;
};

export function startLedger(plan: GatePlan): GateLedger {
  const { config, level } = plan;
  const guards = guardsInForce(config);
  const above = (mean: number): EProcess => startEProcess({ tests: "at-most", mean, alpha: level });
  const below = (mean: number): EProcess => startEProcess({ tests: "at-least", mean, alpha: config.beta });
  return {
    plan,
    processes: shareEqualMeans(config, {
      acceptance: above(acceptanceMean(config)),
      improvement: above(0),
      rejection: below(rejectionMean(config)),
      harm: below(0),
    }),
    guards: guards.map((guard) => startGuard(guard, config.beta / guards.length)),
    collector: collectUnits(plan.groupSizes, []),
    itemIds: new Set(),
    units: [],
    flips: { fixed: 0, broken: 0 },
    moves: { fixed: 0, broken: 0 },
  };
}

export function resumeLedger(saved: GateSnapshot): GateLedger {
  const { config, groupSizes } = saved.plan;
  const guards = guardsInForce(config);
  assert(guards.length === saved.guards.length, "the snapshot follows other guards than its plan");
  return {
    plan: saved.plan,
    processes: shareEqualMeans(config, {
      acceptance: resumeEProcess(saved.processes.acceptance),
      improvement: resumeEProcess(saved.processes.improvement),
      rejection: resumeEProcess(saved.processes.rejection),
      harm: resumeEProcess(saved.processes.harm),
    }),
    guards: guards.map((guard, index) => resumeGuard(guard, saved.guards[index] as GuardSnapshot)),
    collector: collectUnits(groupSizes, saved.openOutcomes),
    itemIds: new Set(saved.itemIds),
    units: [...saved.units],
    flips: { ...saved.flips },
    moves: { ...saved.moves },
  };
}

/** Where two questions have the same null mean they are one process, followed once. */
function shareEqualMeans(config: GateConfig, processes: Followed<EProcess>): Followed<EProcess> {
  return {
    ...processes,
    improvement: acceptanceMean(config) === 0 ? processes.acceptance : processes.improvement,
    harm: rejectionMean(config) === 0 ? processes.rejection : processes.harm,
  };
}

export function feedLedger(ledger: GateLedger, outcome: PairedOutcome): void {
  const { itemIds, flips, moves } = ledger;
  const { metric } = ledger.plan.config;
  assert(!itemIds.has(outcome.itemId), `the item ${outcome.itemId} was fed to the gate before`);
  assertShares(outcome);
  itemIds.add(outcome.itemId);
  tally(flips, differenceOf(outcome, "correct"));
  tally(moves, differenceOf(outcome, metric));
  const unit = ledger.collector.add(outcome);
  if (unit === null) return;
  const difference = meanOfItems(differencesOf(unit.outcomes, metric));
  ledger.units.push({ id: unit.id, difference, items: unit.outcomes.length });
  const { acceptance, improvement, rejection, harm } = ledger.processes;
  acceptance.feed(difference);
  if (improvement !== acceptance) improvement.feed(difference);
  rejection.feed(difference);
  if (harm !== rejection) harm.feed(difference);
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

function tally(counts: Tally, difference: number): void {
  if (difference > 0) counts.fixed += 1;
  if (difference < 0) counts.broken += 1;
}

/** Δ̂ over complete units, summed in unit-id order so that the order of consumption can't move its last bit. */
export function meanEffect(ledger: GateLedger): number | null {
  if (ledger.units.length === 0) return null;
  return meanOf(ledger.units.toSorted((a, b) => compareIds(a.id, b.id)).map((unit) => unit.difference));
}

export function takeSnapshot(ledger: GateLedger): GateSnapshot {
  const { acceptance, improvement, rejection, harm } = ledger.processes;
  return {
    plan: ledger.plan,
    itemIds: [...ledger.itemIds],
    openOutcomes: ledger.collector.open(),
    units: [...ledger.units],
    flips: { ...ledger.flips },
    moves: { ...ledger.moves },
    processes: {
      acceptance: acceptance.snapshot(),
      improvement: improvement.snapshot(),
      rejection: rejection.snapshot(),
      harm: harm.snapshot(),
    },
    guards: ledger.guards.map((guard) => guard.snapshot()),
  };
}
