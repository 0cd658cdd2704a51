import type { Choices } from "#core/practice/model/conventions.ts";
import type { CalendarDate, DeliveryReading, Reading } from "#core/practice/model/reading/reading.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

export function writeReceived({ received }: Reading, choices: Choices): string | null {
  return received === null ? null : (notate(received.date, choices) ?? received.written);
}

/** The delivery day, worked out as far as the choices say how; otherwise in the customer's words. */
export function writeDelivery({ delivery, received }: Reading, choices: Choices): string | null {
  if (delivery === null) return null;
  const day = resolve(delivery, received?.date ?? null, choices);
  if (day === null) return delivery.written;
  const moved = moveOffWeekend(day, choices);
  if (moved === null) return null;
  const isAsWritten = delivery.kind === "date" && sameDay(moved, day);
  return notate(moved, choices) ?? (isAsWritten ? delivery.written : spellOut(moved));
}

function resolve(
  delivery: DeliveryReading,
  received: CalendarDate | null,
  choices: Choices,
): CalendarDate | null {
  if (delivery.kind === "date") return delivery.date;
  if (received === null) return null;
  if (delivery.kind === "in-days") {
    const start = startOfCount(received, choices["relative-day"]);
    return start === null ? null : addDays(start, delivery.days);
  }
  const distance = ((delivery.weekday - weekdayOf(received) + 6) % 7) + 1;
  if (!delivery.isNext) return addDays(received, distance);
  const skipped = daysToNext(distance, received, choices["next-weekday"]);
  return skipped === null ? null : addDays(received, skipped);
}

function startOfCount(received: CalendarDate, choice: string | undefined): CalendarDate | null {
  switch (choice) {
    case "from-receipt":
      return received;
    case "from-next-day":
      return addDays(received, 1);
    case "from-next-working-day": {
      // Friday to Monday, Saturday to Monday, any other day to the next.
      const weekday = weekdayOf(received);
      return addDays(received, weekday === 5 ? 3 : weekday === 6 ? 2 : 1);
    }
    case undefined:
    default:
      return null;
  }
}

/** `distance`: days to the first such weekday after receipt. Null where no rule is believed. */
function daysToNext(distance: number, received: CalendarDate, choice: string | undefined): number | null {
  switch (choice) {
    case "first-after":
      return distance;
    case "following-week": {
      // Sunday ends a week: what comes after it is next week's.
      const toSunday = (7 - weekdayOf(received)) % 7;
      return distance > toSunday ? distance : distance + 7;
    }
    case "skip-within-three-days":
      return distance < 3 ? distance + 7 : distance;
    case undefined:
    default:
      return null;
  }
}

/** Null, by habit, for a day on which nobody delivers. */
function moveOffWeekend(day: CalendarDate, choices: Choices): CalendarDate | null {
  const weekday = weekdayOf(day);
  if (weekday !== 0 && weekday !== 6) return day;
  switch (choices["weekend-delivery"]) {
    case "keep":
      return day;
    case "friday-before":
      return addDays(day, weekday === 6 ? -1 : -2);
    case "monday-after":
      return addDays(day, weekday === 6 ? 2 : 1);
    case undefined:
    default:
      return null;
  }
}

/** Null where no notation is believed. */
function notate({ year, month, day }: CalendarDate, choices: Choices): string | null {
  const [mm, dd] = [String(month).padStart(2, "0"), String(day).padStart(2, "0")];
  switch (choices["date-notation"]) {
    case "iso":
      return `${year}-${mm}-${dd}`;
    case "dotted":
      return `${dd}.${mm}.${year}`;
    case "us-slashed":
      return `${mm}/${dd}/${year}`;
    case "long":
      return `${day} ${MONTHS[month - 1] ?? ""} ${year}`;
    case undefined:
    default:
      return null;
  }
}

function spellOut(date: CalendarDate): string {
  return `${WEEKDAYS[weekdayOf(date)] ?? ""} ${date.day} ${MONTHS[date.month - 1] ?? ""} ${date.year}`;
}

function weekdayOf({ year, month, day }: CalendarDate): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function addDays({ year, month, day }: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

function sameDay(a: CalendarDate, b: CalendarDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}
