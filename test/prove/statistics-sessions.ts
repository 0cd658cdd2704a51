import { keyedRandom } from "#core/base/keyed-random.ts";
import { gateConfigSchema } from "#core/domain/gate/config.ts";
import type { GateConfig, GateMetric } from "#core/domain/gate/config.ts";
import type { Verdict } from "#core/domain/gate/report.ts";
import { openGate } from "#core/domain/gate/gate.ts";
import { feedLedger, startLedger } from "#core/domain/gate/ledger.ts";
import { assessmentLevel } from "#core/domain/statistics/e-lond.ts";
import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import { differenceOf } from "#core/domain/statistics/pairing.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";
import { errorRate } from "./statistics-figures.ts";
import type { ErrorRate } from "./statistics-figures.ts";
import { startSameSystem, startSwappedArms } from "./statistics-samples.ts";
import type { NullSession } from "./statistics-samples.ts";

const ITEMS = 200;
const PROPOSALS = 20;
const SINGLE_LEVEL = 0.05;

export type NullFigures = {
  readonly kind: "same-system" | "swapped-arms";
  readonly metric: GateMetric;
  /** Sessions that accept anything, against α = 0.10. */
  readonly sessions: ErrorRate;
  /** First proposals whose E ever reached 20 (by `either`, one of them 40), against 0.05. */
  readonly single: ErrorRate;
  /** For comparison: sessions in which McNemar at the full n finds an improvement at two-sided 0.05. */
  readonly fixedTestRate: number;
  /** Over all assessments. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly meanItems: number;
  /** Share of items whose correctness differs between the arms. */
  readonly discordantShare: number;
};

type Tally = {
  acceptingSessions: number;
  singleCrossings: number;
  fixedTestSessions: number;
  items: number;
  flips: number;
  readonly verdicts: Record<Verdict, number>;
};

type Setting = {
  readonly kind: NullFigures["kind"];
  readonly config: GateConfig;
  readonly start: typeof startSameSystem;
};

const SETTINGS: readonly Setting[] = [
  { kind: "same-system", config: gateConfigSchema.parse({ metric: "correct" }), start: startSameSystem },
  {
    kind: "swapped-arms",
    config: gateConfigSchema.parse({ metric: "score", minEffect: 0.005 }),
    start: startSwappedArms,
  },
  {
    kind: "swapped-arms",
    config: gateConfigSchema.parse({ metric: "either", minEffect: 0.01 }),
    start: startSwappedArms,
  },
];

/** Sessions of 20 null proposals on one validation set of 200 items, looked at after every item. */
export function simulateNullSessions(options: {
  readonly sessions: number;
  readonly seed: number;
}): readonly NullFigures[] {
  return SETTINGS.map((setting) => {
    const tally: Tally = {
      acceptingSessions: 0,
      singleCrossings: 0,
      fixedTestSessions: 0,
      items: 0,
      flips: 0,
      verdicts: { accept: 0, reject: 0, undecided: 0 },
    };
    for (let session = 0; session < options.sessions; session += 1) {
      const random = keyedRandom("null", setting.kind, options.seed, session);
      runSession(setting.config, setting.start(ITEMS, random), tally);
    }
    return summarise(setting, options.sessions, tally);
  });
}

function runSession(config: GateConfig, nextProposal: NullSession, tally: Tally): void {
  let accepted = 0;
  let hasFixedTestFinding = false;
  for (let number = 1; number <= PROPOSALS; number += 1) {
    const outcomes = nextProposal();
    const { alpha, horizon } = config;
    const level = assessmentLevel({ alpha, horizon, assessmentNumber: number, acceptedBefore: accepted });
    if (number === 1 && crossesAlone(config, outcomes)) tally.singleCrossings += 1;
    if (assess({ config, level, outcomes, tally }) === "accept") accepted += 1;
    hasFixedTestFinding = findsByFixedTest(outcomes, tally) || hasFixedTestFinding;
  }
  if (accepted > 0) tally.acceptingSessions += 1;
  if (hasFixedTestFinding) tally.fixedTestSessions += 1;
}

type AssessInput = {
  readonly config: GateConfig;
  readonly level: number;
  readonly outcomes: readonly PairedOutcome[];
  readonly tally: Tally;
};

/** The items are alike and their draws independent, so their order is as good as a hashed one. */
function assess({ config, level, outcomes, tally }: AssessInput): Verdict {
  const gate = openGate({ config, level, groupSizes: {} });
  let remainingItems = outcomes.length;
  let verdict: Verdict = "undecided";
  for (const outcome of outcomes) {
    gate.feed(outcome);
    remainingItems -= 1;
    const decision = gate.decide({ remainingItems, invariants: [] });
    verdict = decision.verdict;
    if (decision.isSettled) break;
  }
  tally.items += outcomes.length - remainingItems;
  tally.verdicts[verdict] += 1;
  return verdict;
}

function crossesAlone(config: GateConfig, outcomes: readonly PairedOutcome[]): boolean {
  const ledger = startLedger({ config, level: SINGLE_LEVEL, groupSizes: {} });
  for (const outcome of outcomes) feedLedger(ledger, outcome);
  // What is only described has no level of its own to cross.
  return ledger.deciding.some((followed) => followed.hasCrossed("acceptance"));
}

function findsByFixedTest(outcomes: readonly PairedOutcome[], tally: Tally): boolean {
  let fixed = 0;
  let broken = 0;
  for (const outcome of outcomes) {
    const difference = differenceOf(outcome, "correct");
    if (difference > 0) fixed += 1;
    if (difference < 0) broken += 1;
  }
  tally.flips += fixed + broken;
  return fixed > broken && mcnemarExact({ fixed, broken }) <= 0.05;
}

function summarise({ kind, config }: Setting, sessions: number, tally: Tally): NullFigures {
  const { metric } = config;
  const name = `${kind}, ${metric}`;
  const assessments = sessions * PROPOSALS;
  return {
    kind,
    metric,
    sessions: errorRate(`${name}: sessions that accept anything`, tally.acceptingSessions, sessions, 0.1),
    single: errorRate(
      `${name}: one assessment whose E ever reaches its level`,
      tally.singleCrossings,
      sessions,
      0.05,
    ),
    fixedTestRate: tally.fixedTestSessions / sessions,
    verdicts: tally.verdicts,
    meanItems: tally.items / assessments,
    discordantShare: tally.flips / (assessments * ITEMS),
  };
}
