import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { gateConfigSchema, type GateMetric } from "#core/domain/gate/config.ts";
import type { Verdict } from "#core/domain/gate/report.ts";
import { openGate } from "#core/domain/gate/gate.ts";
import type { PairedOutcome } from "#core/domain/statistics/pairing.ts";
import { errorRate, type ErrorRate } from "./statistics-figures.ts";
import { gradedOutcome } from "./statistics-samples.ts";

/** A share of the items, and how many of nine fields are right in each before and after. */
type Move = { readonly share: number; readonly before: number; readonly after: number };

type Scenario = {
  readonly name: string;
  readonly moves: readonly Move[];
  /** What the design says of accepting by the graded mean alone and by either; where it says nothing, null. */
  readonly expected: { readonly score: number | null; readonly either: number | null };
  /** At most so often may `either` accept it. */
  readonly most?: number;
  /** At least so often has `either` to reject it. */
  readonly rejects?: number;
};

const ITEMS = 400;
/** 1/α_t: the eighth assessment or so of a session of 24 iterations. */
const LEVEL_NEEDED = 46.6;
const FIELDS = 9;

const repair = (share: number): Move => ({ share, before: FIELDS - 1, after: FIELDS });
/** Better or worse by one field, and not fully right on either side. */
const nudge = (share: number, by: 1 | -1): Move => ({ share, before: FIELDS - 3, after: FIELDS - 3 + by });
const loseWhole = (share: number): Move => ({ share, before: FIELDS, after: FIELDS - 1 });

const SCENARIOS: readonly Scenario[] = [
  {
    name: "10 % repaired by one field, all right now",
    moves: [repair(0.1)],
    expected: { score: 0.03, either: 1 },
  },
  {
    name: "15 % by one field, a third right now",
    moves: [repair(0.05), nudge(0.1, 1)],
    expected: { score: 0.85, either: 1 },
  },
  {
    name: "15 % by one field, none right yet",
    moves: [nudge(0.15, 1)],
    expected: { score: 0.85, either: 1 },
  },
  { name: "12 of 400 fixed by one field", moves: [repair(0.03)], expected: { score: 0, either: 0.86 } },
  {
    name: "8 % fixed, 3 % broken, by three fields",
    moves: [
      { share: 0.08, before: FIELDS - 3, after: FIELDS },
      { share: 0.03, before: FIELDS, after: FIELDS - 3 },
    ],
    expected: { score: 0.41, either: 0.51 },
  },
  {
    name: "20 % better by one field, 5 % whole items lost",
    moves: [nudge(0.2, 1), loseWhole(0.05)],
    expected: { score: null, either: 0 },
    most: 0.01,
    rejects: 0.99,
  },
  {
    name: "20 % better by one field, 2 % whole items lost",
    moves: [nudge(0.2, 1), loseWhole(0.02)],
    expected: { score: null, either: 0.01 },
    most: 0.05,
  },
  {
    name: "null: 10 % up, 10 % down, whole items",
    moves: [
      { share: 0.1, before: 0, after: FIELDS },
      { share: 0.1, before: FIELDS, after: 0 },
    ],
    expected: { score: null, either: null },
    most: 1 / LEVEL_NEEDED,
  },
  {
    name: "null: 20 % up, 20 % down, by one field",
    moves: [nudge(0.2, 1), nudge(0.2, -1)],
    expected: { score: null, either: null },
    most: 1 / LEVEL_NEEDED,
  },
];

/** The smallest effect as the practice workspace has it, and as a graded mean over nine fields needs it. */
const MIN_EFFECT: Readonly<Record<GateMetric, number>> = { either: 0.01, correct: 0.01, score: 0.005 };
const METRICS = ["score", "correct", "either"] as const satisfies readonly GateMetric[];

export type EitherFigure = {
  readonly name: string;
  readonly expected: Scenario["expected"];
  /** How often each metric accepts, and rejects, within the items there are. */
  readonly accepts: Readonly<Record<GateMetric, number>>;
  readonly rejects: Readonly<Record<GateMetric, number>>;
  /** Mean items that `either` used. */
  readonly items: number;
  /** Where there is one: how often `either` accepts what it may not. */
  readonly error: ErrorRate | null;
  readonly ok: boolean;
};

/** Half the last printed digit, and as much again for the simulation that printed it. */
const TABLE_SLACK = 0.01;
const BAND_ERRORS = 3.5;

/** Every scenario by every metric, looked at after each of at most 400 items. */
export function simulateEither(options: {
  readonly sessions: number;
  readonly seed: number;
}): readonly EitherFigure[] {
  return SCENARIOS.map((scenario) => {
    const tallies = { score: startTally(), correct: startTally(), either: startTally() };
    for (let trial = 0; trial < options.sessions; trial += 1) {
      const outcomes = drawOutcomes(
        scenario.moves,
        keyedRandom("either", options.seed, scenario.name, trial),
      );
      for (const metric of METRICS) assess(metric, outcomes, tallies[metric]);
    }
    return toFigure(scenario, tallies, options.sessions);
  });
}

type Tally = { readonly verdicts: Record<Verdict, number>; items: number };

function startTally(): Tally {
  return { verdicts: { accept: 0, reject: 0, undecided: 0 }, items: 0 };
}

function drawOutcomes(moves: readonly Move[], random: RandomStream): readonly PairedOutcome[] {
  return Array.from({ length: ITEMS }, (_, index) => {
    let left = random.next();
    for (const { share, before, after } of moves) {
      if (left < share) return gradedOutcome(index, before / FIELDS, after / FIELDS);
      left -= share;
    }
    return gradedOutcome(index, 1, 1);
  });
}

function assess(metric: GateMetric, outcomes: readonly PairedOutcome[], tally: Tally): void {
  const config = gateConfigSchema.parse({ metric, minEffect: MIN_EFFECT[metric] });
  const gate = openGate({ config, level: 1 / LEVEL_NEEDED, groupSizes: {} });
  let remainingItems = outcomes.length;
  let verdict: Verdict = "undecided";
  for (const outcome of outcomes) {
    gate.feed(outcome);
    remainingItems -= 1;
    const decision = gate.decide({ remainingItems, invariants: [] });
    verdict = decision.verdict;
    if (decision.isSettled && decision.reason !== "guard-worse") break;
  }
  tally.verdicts[verdict] += 1;
  tally.items += outcomes.length - remainingItems;
}

function toFigure(
  { name, expected, most, rejects: leastRejected }: Scenario,
  tallies: Readonly<Record<GateMetric, Tally>>,
  trials: number,
): EitherFigure {
  const share = (verdict: Verdict): EitherFigure["accepts"] => ({
    score: tallies.score.verdicts[verdict] / trials,
    correct: tallies.correct.verdicts[verdict] / trials,
    either: tallies.either.verdicts[verdict] / trials,
  });
  const accepts = share("accept");
  const rejects = share("reject");
  const error =
    most === undefined ? null : errorRate(`${name}: accepted`, tallies.either.verdicts.accept, trials, most);
  const ok =
    isInBand(accepts.score, expected.score, trials) &&
    isInBand(accepts.either, expected.either, trials) &&
    (error?.ok ?? true) &&
    (leastRejected === undefined || rejects.either >= leastRejected);
  return { name, expected, accepts, rejects, items: tallies.either.items / trials, error, ok };
}

function isInBand(simulated: number, expected: number | null, trials: number): boolean {
  if (expected === null) return true;
  const error = Math.sqrt((expected * (1 - expected)) / trials);
  return Math.abs(simulated - expected) <= TABLE_SLACK + BAND_ERRORS * error;
}
