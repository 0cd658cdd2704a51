import type { SpendDocument } from "#core/contract/shapes.ts";
import { textStrings } from "./words.ts";

/** Numbers and times as people read them. What carries noise is shown with its interval and n. */

/** U+2212: as wide as the plus in tabular figures. */
const MINUS = "−";

export function shortId(id: string): string {
  return id.slice(0, 7);
}

/** 0.845 as "84.5 %". */
export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** "84.5 % [79.1, 88.8] n=200". Shares from 0 to 1. */
export function formatEstimate(share: number, interval: readonly [number, number], n: number): string {
  return `${formatPercent(share)} [${toPoints(interval[0])}, ${toPoints(interval[1])}] n=${n}`;
}

/** 0.08 as "+8.0 pts". */
export function formatEffect(effect: number): string {
  return `${formatSigned(effect * 100)} pts`;
}

/** "+8.0 pts [+0.6, +15.7]". */
export function formatEffectInterval(effect: number, interval: readonly [number, number]): string {
  return `${formatEffect(effect)} [${formatEnd(interval[0])}, ${formatEnd(interval[1])}]`;
}

/**
 * One end of an interval in points. On which side of nothing it lies is what the verdict rests on, so an end near nothing
 * keeps a digit that shows its side: 0.0003 is "+0.03", not "0.0".
 */
export function formatEnd(end: number): string {
  const points = end * 100;
  if (points === 0 || Math.abs(points) >= 0.05) return formatSigned(points);
  const digits = Math.min(4, Math.ceil(-Math.log10(Math.abs(points))));
  return formatSigned(points, digits);
}

export function formatSigned(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : "+"}${text}`;
}

/** What needs no grouping is written without the tables for that, which a window does not load until then. */
export function formatCount(count: number): string {
  if (Number.isInteger(count) && Math.abs(count) < 1000) return String(count);
  return count.toLocaleString("en-US");
}

/** "0 orders", "1 order": English only, as all strings are. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Money is unknown where any of it is: never a zero that nobody measured. */
export function formatUsd(spend: Pick<SpendDocument, "usd" | "usdKnown">): string {
  if (spend.usd === null || !spend.usdKnown) return `cost ${textStrings.unknown}`;
  const digits = spend.usd !== 0 && spend.usd < 0.1 ? 4 : 2;
  return `${spend.usd.toFixed(digits)} USD`;
}

/** What of a spend nobody but this program says, or null where the endpoint reported all of it. */
export function formatDoubts(spend: Pick<SpendDocument, "countedCalls" | "reservedCalls">): string | null {
  const { countedCalls = 0, reservedCalls = 0 } = spend;
  const doubts = [
    ...(countedCalls === 0 ? [] : [textStrings.countedHere(formatPlural(countedCalls, "call"))]),
    ...(reservedCalls === 0 ? [] : [textStrings.reservedOnly(formatPlural(reservedCalls, "call"))]),
  ];
  return doubts.length === 0 ? null : doubts.join("; ");
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, in the coarsest unit that still says something; dates of more than a week ago are written out. */
export function formatAgo(atIso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(atIso);
  if (ageMs < MINUTE_MS) return textStrings.justNow;
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h ago`;
  if (ageMs < 7 * DAY_MS) return `${Math.floor(ageMs / DAY_MS)} d ago`;
  return atIso.slice(0, 10);
}

/** The moment itself, in the person's own zone: "2026-03-06 12:04:11". */
export function formatExact(atIso: string): string {
  return new Date(atIso).toLocaleString("sv-SE");
}

/** 42 s as "0:42", 65 min as "1:05:00". */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours === 0 ? `${Number(parts[0])}:${parts[1]}` : `${hours}:${parts.join(":")}`;
}

function toPoints(share: number): string {
  return (share * 100).toFixed(1);
}

/** A size on disk: "2.4 MB". */
export function formatBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${formatCount(Math.ceil(bytes / 1000))} kB`
    : `${formatCount(Math.round(bytes / 100_000) / 10)} MB`;
}
