import { AppError } from "#core/base/app-error.ts";
import { GATE_METRICS, type GateMetric } from "#core/domain/gate/config.ts";
import { meanInterval } from "#core/domain/statistics/mean-interval.ts";
import { meanOf } from "#core/domain/statistics/pairing.ts";
import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { computeOnce, type Checkpoint } from "./checkpoint.ts";
import { runUnit, type Arm, type Unit, type UnitFigures } from "./learn-unit.ts";
import { mark, percent } from "./statistics-figures.ts";

export type LearnOptions = {
  readonly houses: readonly number[];
  /** Session seeds 1 to this, in each house. */
  readonly seeds: number;
  readonly iterations: number;
  /** What the gate decides by. */
  readonly metric: GateMetric;
  readonly minEffect: number;
  /** With the gate, and for comparison without it. */
  readonly arms: readonly Arm[];
  /** Houses, from the first, whose first session is run a second time. */
  readonly repeats: number;
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
  readonly metric: GateMetric;
  readonly gate: ArmFigures;
  /** Null where it was left out. */
  readonly none: ArmFigures | null;
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

/** Throws AppError `usage` for one there is not. */
export function parseMetric(text: string): GateMetric {
  const metric = GATE_METRICS.find((each) => each === text);
  if (metric !== undefined) return metric;
  throw new AppError("usage", `--metric takes ${GATE_METRICS.join(", ")}, not «${text}».`);
}

/** Of "gate,none"; the gate is what is judged, so it is always there. */
export function parseArms(text: string): readonly Arm[] {
  return text.split(",").includes("none") ? ["gate", "none"] : ["gate"];
}

/** Runs every session of the proof, gated and ungated, and judges the claim. Nothing is planted in any of them. */
export async function proveLearn(options: LearnOptions): Promise<LearnFigures> {
  const { houses, seeds, arms, metric } = options;
  const units = houses.flatMap((house) =>
    Array.from({ length: seeds }, (_, index) => ({ house, seed: index + 1 })),
  );
  const repeats = houses.slice(0, options.repeats);
  const jobs: readonly Job[] = [
    ...arms.flatMap((arm) => units.map((unit): Job => ({ ...unit, arm, sitting: 1 }))),
    ...repeats.map((house): Job => ({ house, seed: 1, arm: "gate", sitting: 2 })),
  ];
  const results = await runAll(jobs, options);
  const first = results.slice(0, arms.length * units.length);
  const gate = toArm(first.filter(({ arm }) => arm === "gate"));
  const again = results.slice(first.length).map(({ house, decisionsSha256 }) => ({
    house,
    isEqual: gate.units.some(
      (unit) => unit.house === house && unit.seed === 1 && unit.decisionsSha256 === decisionsSha256,
    ),
  }));
  const ungated = first.filter(({ arm }) => arm === "none");
  const none = ungated.length === 0 ? null : toArm(ungated);
  const rejected = gate.units.reduce((sum, unit) => sum + unit.rejected, 0);
  const checks = judge({ gate, again, rejected });
  return { metric, gate, none, rejected, again, checks, ok: checks.every(({ ok }) => ok) };
}

type Job = Unit & { readonly sitting: number };

async function runAll(jobs: readonly Job[], options: LearnOptions): Promise<readonly UnitFigures[]> {
  const results: UnitFigures[] = [];
  const queue = jobs.entries();
  const work = async (): Promise<void> => {
    for (const [index, { sitting, ...unit }] of queue) {
      const key = `house-${unit.house}-seed-${unit.seed}-${unit.arm}-${sitting}`;
      results[index] = await computeOnce(options.checkpoint, key, async () => runUnit(unit, options));
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
  const { metric, gate, none, checks, rejected } = figures;
  return [
    "Reflection on the Order desk with the simulated model (a stand-in, not a language model).",
    "Accuracy: share of sealed items fully right, one paired look per session; nothing is planted.",
    "",
    `With the gate (--approve gate --set gate.metric=${metric})`,
    ...formatArm(gate),
    `  rejected by the gate over all sessions: ${rejected}`,
    "",
    ...(none === null
      ? []
      : [
          "Without the gate (every proposal approved against it, by the proof alone)",
          ...formatArm(none),
          "",
        ]),
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
