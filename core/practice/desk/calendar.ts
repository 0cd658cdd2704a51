import { assertDefined } from "#core/base/assert.ts";

/** A calendar day as whole days since 1 January 1970: no clock, no time zone. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** `month` from 1. */
export function toDay(year: number, month: number, dayOfMonth: number): Day {
  return Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY;
}

/** `month` from 1. */
export function datePartsOf(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
} {
  const utc = new Date(day * MS_PER_DAY);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() };
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6;
}

/** The first given weekday strictly after `day`. */
export function firstWeekdayAfter(day: Day, weekday: number): Day {
  return day + ((weekday - weekdayOf(day) + 6) % 7) + 1;
}

export function nextWorkingDay(day: Day): Day {
  let next = day + 1;
  while (isWeekend(next)) next += 1;
  return next;
}

export function weekdayName(weekday: number): string {
  return assertDefined(WEEKDAYS[weekday], "a weekday from 0 to 6");
}

export function monthName(month: number): string {
  return assertDefined(MONTHS[month - 1], "a month from 1 to 12");
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
