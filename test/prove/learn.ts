import { meanInterval } from "#core/domain/statistics/mean-interval.ts";
import { meanOf } from "#core/domain/statistics/pairing.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { computeOnce, type Checkpoint } from "./checkpoint.ts";
import { runUnit, type Unit, type UnitFigures } from "./learn-unit.ts";
import { mark, percent } from "./statistics-figures.ts";

export type LearnOptions = {
  readonly houses: readonly number[];
  /** Session seeds 1 to this, in each house. */
  readonly seeds: number;
  readonly iterations: number;
  /** Sessions at a time. */
  readonly parallel: number;
  readonly checkpoint: Checkpoint;
};

type Bounds = { readonly low: number; readonly high: number };
type Mean = { readonly mean: number; readonly interval: Bounds | null };

type ArmFigures = {
  readonly units: readonly UnitFigures[];
  readonly before: Mean;
  readonly after: Mean;
  readonly difference: Mean;
  readonly aboveTarget: { readonly count: number; readonly interval: Bounds };
};

export type LearnFigures = {
  readonly gate: ArmFigures;
  readonly none: ArmFigures;
  readonly rejected: number;
  /** The first seed of each house, run a second time in another workspace. */
  readonly again: readonly { readonly house: number; readonly isEqual: boolean }[];
  readonly checks: readonly { readonly claim: string; readonly ok: boolean }[];
  readonly ok: boolean;
};

const TARGET_ACCURACY = 0.85;
const MOST_COMMITS = 12;
const FEWEST_REJECTED = 3;
const CONFIDENCE = 0.95;

/** Runs every session of the proof, gated and ungated, and judges the claim. Nothing is planted in any of them. */
export async function proveLearn(options: LearnOptions): Promise<LearnFigures> {
  const { houses, seeds } = options;
  const units = houses.flatMap((house) =>
    Array.from({ length: seeds }, (_, index) => ({ house, seed: index + 1 })),
  );
  const repeats = houses.map((house): Job => ({ house, seed: 1, arm: "gate", sitting: 2 }));
  const jobs: readonly Job[] = [
    ...units.flatMap((unit): Job[] => [
      { ...unit, arm: "gate", sitting: 1 },
      { ...unit, arm: "none", sitting: 1 },
    ]),
    ...repeats,
  ];
  const results = await runAll(jobs, options);
  const first = results.slice(0, 2 * units.length);
  const gate = toArm(first.filter(({ arm }) => arm === "gate"));
  const again = results.slice(2 * units.length).map(({ house, decisionsSha256 }) => ({
    house,
    isEqual: gate.units.some(
      (unit) => unit.house === house && unit.seed === 1 && unit.decisionsSha256 === decisionsSha256,
    ),
  }));
  const none = toArm(first.filter(({ arm }) => arm === "none"));
  const rejected = gate.units.reduce((sum, unit) => sum + unit.rejected, 0);
  const checks = judge({ gate, again, rejected });
  return { gate, none, rejected, again, checks, ok: checks.every(({ ok }) => ok) };
}

type Job = Unit & { readonly sitting: number };

async function runAll(jobs: readonly Job[], options: LearnOptions): Promise<readonly UnitFigures[]> {
  const results: UnitFigures[] = [];
  const queue = jobs.entries();
  const work = async (): Promise<void> => {
    for (const [index, { sitting, ...unit }] of queue) {
      const key = `house-${unit.house}-seed-${unit.seed}-${unit.arm}-${sitting}`;
      results[index] = await computeOnce(options.checkpoint, key, async () =>
        runUnit(unit, options.iterations),
      );
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return results;
}

function toArm(units: readonly UnitFigures[]): ArmFigures {
  const count = units.filter(({ after }) => after.accuracy > TARGET_ACCURACY).length;
  return {
    units,
    before: toMean(units.map(({ before }) => before.accuracy)),
    after: toMean(units.map(({ after }) => after.accuracy)),
    difference: toMean(units.map(({ difference }) => difference.value)),
    aboveTarget: { count, interval: wilsonInterval(count, units.length, CONFIDENCE) },
  };
}

function toMean(values: readonly number[]): Mean {
  return { mean: meanOf(values), interval: meanInterval(values, CONFIDENCE) };
}

function judge({
  gate,
  again,
  rejected,
}: Pick<LearnFigures, "gate" | "again" | "rejected">): LearnFigures["checks"] {
  const { units, aboveTarget } = gate;
  return [
    {
      claim: `most sessions end over ${percent(TARGET_ACCURACY, 0)} of the sealed items fully right`,
      ok: 2 * aboveTarget.count > units.length,
    },
    { claim: `no session needs over ${MOST_COMMITS} commits`, ok: units.every(isWithinCommits) },
    {
      claim: "every session's paired difference is shown to be above zero",
      ok: units.every(({ difference }) => difference.interval[0] > 0),
    },
    { claim: `the gate rejects at least ${FEWEST_REJECTED} proposals`, ok: rejected >= FEWEST_REJECTED },
    { claim: "the same seed decides the same twice", ok: again.every(({ isEqual }) => isEqual) },
  ];
}

function isWithinCommits({ commits }: UnitFigures): boolean {
  return commits <= MOST_COMMITS;
}

export function formatLearn(figures: LearnFigures): string {
  const { gate, none, checks, rejected } = figures;
  return [
    "Reflection on the Order desk with the simulated model (a stand-in, not a language model).",
    "Accuracy: share of sealed items fully right, one paired look per session; nothing is planted.",
    "",
    "With the gate (--approve gate)",
    ...formatArm(gate),
    `  rejected by the gate over all sessions: ${rejected}`,
    "",
    "Without the gate (every proposal approved against it, by the proof alone)",
    ...formatArm(none),
    "",
    ...checks.map(({ claim, ok }) => `${mark(ok)} ${claim}`),
  ].join("\n");
}

const HEADER =
  "  house seed  before              after               difference           commits (losing)  made  acc rej und  iterations  stopped     calls   s";

function formatArm({ units, before, after, difference, aboveTarget }: ArmFigures): readonly string[] {
  return [
    HEADER,
    ...units.map(formatUnit),
    `  mean over ${units.length} sessions, 95 % t interval: before ${formatMean(before)}, after ${formatMean(after)}, difference ${formatMean(difference)}`,
    `  over ${percent(TARGET_ACCURACY, 0)}: ${aboveTarget.count} of ${units.length}, 95 % [${percent(aboveTarget.interval.low, 0)}, ${percent(aboveTarget.interval.high, 0)}]`,
  ];
}

function formatUnit(unit: UnitFigures): string {
  const { before, after, difference } = unit;
  return [
    `  ${String(unit.house).padStart(5)} ${String(unit.seed).padStart(4)} `,
    formatRange(before.accuracy, before.interval).padEnd(19),
    formatRange(after.accuracy, after.interval).padEnd(19),
    formatRange(difference.value, difference.interval).padEnd(20),
    `${unit.commits} (${unit.losingCommits})`.padStart(9),
    String(unit.made).padStart(12),
    String(unit.accepted).padStart(4),
    String(unit.rejected).padStart(3),
    String(unit.undecided).padStart(3),
    String(unit.iterations).padStart(8),
    ` ${unit.stoppedBy.padEnd(10)}`,
    String(unit.calls).padStart(6),
    unit.seconds.toFixed(0).padStart(4),
  ].join(" ");
}

function formatRange(value: number, [low, high]: readonly [number, number]): string {
  return `${(100 * value).toFixed(1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
}

function formatMean({ mean, interval }: Mean): string {
  if (interval === null) return percent(mean);
  return formatRange(mean, [interval.low, interval.high]);
}
