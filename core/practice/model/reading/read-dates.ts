import type { CalendarDate, DateReading, DeliveryReading } from "./reading.ts";
import { COUNT, MONTH, readCount, readMonth, readWeekday, WEEKDAY } from "./vocabulary.ts";

type Found = { readonly at: number; readonly written: string; readonly date: CalendarDate };

const ISO = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/;
const DOTTED = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/;
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\\b\\.?,?(?: (\\d{4}))?`, "i");
const MONTH_DAY = new RegExp(`\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?`, "i");

/** The first full date of a text. A date without a year gets `defaultYear`; without one it is no date. */
export function readDate(text: string, defaultYear: number | null): (DateReading & { at: number }) | null {
  const found = [
    build(ISO.exec(text), ([, year, month, day]) => [Number(year), Number(month), Number(day)]),
    build(DOTTED.exec(text), ([, day, month, year]) => [Number(year), Number(month), Number(day)]),
    build(DAY_MONTH.exec(text), ([, day, month = "", year]) => [
      Number(year ?? defaultYear ?? 0),
      readMonth(month),
      Number(day),
    ]),
    build(MONTH_DAY.exec(text), ([, month = "", day, year]) => [
      Number(year ?? defaultYear ?? 0),
      readMonth(month),
      Number(day),
    ]),
  ].filter((each) => each !== null);
  return found.sort((a, b) => a.at - b.at)[0] ?? null;
}

type Numbers = readonly [year: number, month: number, day: number];

function build(match: RegExpExecArray | null, pick: (match: RegExpExecArray) => Numbers): Found | null {
  if (match === null) return null;
  const [year, month, day] = pick(match);
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return { at: match.index, written: match[0], date: { year, month, day } };
}

const NEXT_WEEKDAY = new RegExp(`\\b(next|coming|this|on|by)? ?\\b(${WEEKDAY})\\b`, "i");
const AFTER_TOMORROW = /\bthe day after tomorrow\b/i;
const TOMORROW = /\btomorrow\b/i;
const DAYS = new RegExp(
  `\\b(?:in|within) (${COUNT}|an?) (day|week)s?\\b|\\b(${COUNT}|an?) (day|week)s? from now\\b`,
  "i",
);
const PAST = /\b(?:yesterday|last|ago|since)\b/i;

/** The delivery day a sentence asks for. A date says more than the name of a weekday, the first more than the second. */
export function readDelivery(sentence: string, receivedOn: CalendarDate | null): DeliveryReading | null {
  if (PAST.test(sentence)) return null;
  const date = readDate(sentence, receivedOn?.year ?? null);
  if (date !== null) return { kind: "date", written: date.written, date: date.date };
  const days = readDays(sentence);
  if (days !== null) return days;
  const match = NEXT_WEEKDAY.exec(sentence);
  if (match === null) return null;
  const isNext = match[1]?.toLowerCase() === "next";
  return { kind: "weekday", written: match[0].trim(), weekday: readWeekday(match[2] ?? ""), isNext };
}

function readDays(sentence: string): DeliveryReading | null {
  const after = AFTER_TOMORROW.exec(sentence);
  if (after !== null) return { kind: "in-days", written: after[0], days: 2 };
  const tomorrow = TOMORROW.exec(sentence);
  if (tomorrow !== null) return { kind: "in-days", written: tomorrow[0], days: 1 };
  const match = DAYS.exec(sentence);
  if (match === null) return null;
  const written = match[1] ?? match[3] ?? "";
  const count = /^an?$/i.test(written) ? 1 : readCount(written);
  const isWeeks = (match[2] ?? match[4] ?? "").toLowerCase() === "week";
  return count === null ? null : { kind: "in-days", written: match[0], days: isWeeks ? 7 * count : count };
}
