import type { TimeWindow } from "./time-window.ts";

/** Round steps of a time axis, in microseconds: 1, 2 and 5 of each power of ten up to a second, then as clocks count. */
const STEPS_US: readonly number[] = [
  ...[1, 10, 100, 1000, 10_000, 100_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
    (seconds) => seconds * 1_000_000,
  ),
];

/** Marks of the axis inside the window, at most so many. */
export function listTicks({ fromUs, toUs }: TimeWindow, most: number): readonly number[] {
  const least = (toUs - fromUs) / Math.max(1, most);
  const longest = STEPS_US.at(-1) ?? 1;
  const step = STEPS_US.find((each) => each >= least) ?? longest * Math.ceil(least / longest);
  const ticks: number[] = [];
  for (let tick = Math.ceil(fromUs / step) * step; tick <= toUs; tick += step) ticks.push(tick);
  return ticks;
}

/** "340 µs", "1.81 ms", "2.40 s", "3:05", "1:02:05": three digits of what matters. */
export function formatMicros(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 999_500) return `${toThreeDigits(us / 1000)} ms`;
  if (us < 60_000_000) return `${toThreeDigits(us / 1_000_000)} s`;
  const seconds = Math.round(us / 1_000_000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** A duration that a clock of whole milliseconds measured: it has no digits behind them. */
export function formatMillis(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : formatMicros(ms * 1000);
}

function toThreeDigits(value: number): string {
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return value.toFixed(digits);
}

/** Pixels from the left edge, not clamped. */
export function toPx(us: number, { fromUs, toUs }: TimeWindow, widthPx: number): number {
  return ((us - fromUs) / (toUs - fromUs)) * widthPx;
}

export function toMicros(px: number, { fromUs, toUs }: TimeWindow, widthPx: number): number {
  return fromUs + (px / Math.max(1, widthPx)) * (toUs - fromUs);
}
