import { simulateEither, type EitherFigure } from "./statistics-either.ts";
import { simulateMeanIntervals, simulateSequences } from "./statistics-coverage.ts";
import type { MeanCoverage } from "./statistics-coverage.ts";
import { mark, percent } from "./statistics-figures.ts";
import type { ErrorRate } from "./statistics-figures.ts";
import { simulatePower } from "./statistics-power.ts";
import type { PowerFigure } from "./statistics-power.ts";
import { simulateNullSessions } from "./statistics-sessions.ts";
import type { NullFigures } from "./statistics-sessions.ts";
import { enumerateTango } from "./statistics-tango.ts";
import type { TangoFigure } from "./statistics-tango.ts";

type StatisticsFigures = {
  readonly sessions: number;
  readonly seed: number;
  readonly nulls: readonly NullFigures[];
  readonly sequences: readonly ErrorRate[];
  readonly power: readonly PowerFigure[];
  readonly either: readonly EitherFigure[];
  readonly tango: readonly TangoFigure[];
  readonly meanIntervals: readonly MeanCoverage[];
  readonly ok: boolean;
};

/** The full proof is 2,000 sessions. Same seed and sessions, same figures. */
export function proveStatistics(options: {
  readonly sessions: number;
  readonly seed: number;
}): StatisticsFigures {
  const isFull = options.sessions >= 1_000;
  const nulls = simulateNullSessions(options);
  const sequences = simulateSequences(options);
  const power = simulatePower(options);
  const either = simulateEither(options);
  const tango = enumerateTango();
  const meanIntervals = simulateMeanIntervals({
    trials: Math.min(options.sessions, 1_000),
    resamples: isFull ? 9_999 : 999,
    seed: options.seed,
  });
  const rates = [...nulls.flatMap((figures) => [figures.sessions, figures.single]), ...sequences];
  const ok = [...rates, ...power, ...either, ...tango, ...meanIntervals].every((figure) => figure.ok);
  return { ...options, nulls, sequences, power, either, tango, meanIntervals, ok };
}

export function formatStatistics(figures: StatisticsFigures): string {
  return [
    `Statistics of the gate: ${figures.sessions} sessions, seed ${figures.seed}`,
    "",
    "Null sessions: 20 proposals on one validation set of 200 items, looked at after every item",
    ...figures.nulls.flatMap(formatNull),
    "",
    "Confidence sequence, all looks at 200 items, nominal 90 %",
    ...figures.sequences.map(formatRate),
    "",
    "Power: table, simulated",
    ...figures.power.map(formatPower),
    "",
    "What each metric accepts and rejects: at most 400 items, E ≥ 46.6; in brackets what the design has",
    ...figures.either.flatMap(formatEither),
    "",
    "Tango 95 %, exact enumeration",
    ...figures.tango.map(formatTango),
    "",
    "95 % intervals of a graded mean",
    ...figures.meanIntervals.map(
      (figure) =>
        `${mark(figure.ok)} ${figure.method.padEnd(3)} n ${figure.items}: ${percent(figure.coverage)} of ${figure.trials}`,
    ),
    "",
    figures.ok ? "All figures within their bounds." : "At least one figure is out of its bounds.",
  ].join("\n");
}

function formatNull(figures: NullFigures): readonly string[] {
  const { accept, reject, undecided } = figures.verdicts;
  return [
    formatRate(figures.sessions),
    formatRate(figures.single),
    `     ${figures.kind}: p_d ${figures.discordantShare.toFixed(2)}, ${figures.meanItems.toFixed(0)} items per ` +
      `assessment; ${accept} accepted, ${reject} rejected, ${undecided} undecided; McNemar 0.05 at the full n ` +
      `would find an improvement in ${percent(figures.fixedTestRate)} of sessions`,
  ];
}

function formatRate(rate: ErrorRate): string {
  return (
    `${mark(rate.ok)} ${rate.name}: ${rate.errors} of ${rate.trials} = ${percent(rate.rate)}, ` +
    `at least ${percent(rate.lowerBound)} (99 %), allowed ${percent(rate.target, 0)}`
  );
}

function formatPower(figure: PowerFigure): string {
  const points = `${figure.difference < 0 ? "" : "+"}${(100 * figure.difference).toFixed(0)}`;
  return (
    `${mark(figure.ok)} p_d ${figure.discordantShare.toFixed(2)}, Δ ${points.padStart(3)}, ` +
    `n ${String(figure.items).padStart(3)}, ${figure.quantity.padEnd(13)}: ` +
    `${figure.expected?.toFixed(2) ?? "   –"}, ${figure.simulated.toFixed(3)}`
  );
}

function formatEither({
  ok,
  name,
  expected,
  accepts,
  rejects,
  items,
  error,
}: EitherFigure): readonly string[] {
  const design = (share: number | null): string => `(${share?.toFixed(2) ?? "–"})`;
  const lines = [
    `${mark(ok)} ${name}: accepted by score ${accepts.score.toFixed(3)} ${design(expected.score)}, ` +
      `correct ${accepts.correct.toFixed(3)}, either ${accepts.either.toFixed(3)} ${design(expected.either)}`,
    `     rejected by score ${rejects.score.toFixed(3)}, correct ${rejects.correct.toFixed(3)}, ` +
      `either ${rejects.either.toFixed(3)}; either used ${items.toFixed(0)} items`,
  ];
  return error === null ? lines : [...lines, `     ${formatRate(error)}`];
}

function formatTango(figure: TangoFigure): string {
  const { discordantShare, difference } = figure.worstAt;
  return (
    `${mark(figure.ok)} n ${String(figure.items).padStart(3)}: mean ${percent(figure.meanCoverage)}, ` +
    `worst ${percent(figure.worstCoverage)} at p_d ${discordantShare}, Δ ${difference}`
  );
}
