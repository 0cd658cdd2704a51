import type { BenchmarkResult, Measurement, Series } from "./benchmark.ts";
import { ratiosOf, summarize, type Summary } from "./summarize.ts";

/** The results of one benchmark as text: medians with the smallest and largest, then ratios pair by pair. */
export function formatResult(name: string, { measurements, notMeasured, notes }: BenchmarkResult): string {
  return [
    `── ${name}`,
    ...measurements.flatMap(formatMeasurement),
    ...notMeasured.map(({ what, why }) => `!! NOT MEASURED: ${what}: ${why}`),
    ...notes.map((note) => `   note: ${note}`),
  ].join("\n");
}

function formatMeasurement(measurement: Measurement): readonly string[] {
  const { title, unit, better, ours, rivals } = measurement;
  const rounds = ours[0]?.values.length ?? 0;
  const ratios = ratiosOf(measurement);
  const width = Math.max(...[...ours, ...rivals].map(({ name }) => name.length));
  const pairs = Math.max(0, ...ratios.map((ratio) => `${ratio.ours} : ${ratio.rival}`.length));
  return [
    "",
    `${title} (${unit}, ${better} is better; median of ${rounds} rounds, smallest to largest)`,
    ...[...ours, ...rivals].map((series) => formatSeries(series, width)),
    ...ratios.map(
      ({ ours: own, rival, times }) =>
        `  → ${`${own} : ${rival}`.padEnd(pairs)}  ${formatSummary(times, "×")}`,
    ),
  ];
}

function formatSeries({ name, values }: Series, width: number): string {
  return `  ${name.padEnd(width)}  ${formatSummary(summarize(values), "")}`;
}

function formatSummary({ median, min, max }: Summary, sign: string): string {
  return `${(formatNumber(median) + sign).padStart(9)}  (${formatNumber(min)}–${formatNumber(max)})`;
}

/** Three significant digits: more would claim what no run can hold. */
function formatNumber(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
