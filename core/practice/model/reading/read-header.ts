import { readDate } from "./read-dates.ts";
import type { DateReading, NameReading } from "./reading.ts";

const NAME_KEYS = ["from", "customer", "caller", "sender", "client", "name"];
const DATE_KEYS = ["received", "date", "sent"];

/** Words that stand in the names of firms, schools and offices, not of people. */
const FIRM_WORD =
  /\b(?:ltd|inc|llc|gmbh|plc|co|company|group|shop|store|market|kitchen|bakery|cafe|café|bistro|restaurant|hotel|inn|bar|pub|catering|clinic|dental|practice|hospital|pharmacy|school|college|university|nursery|kindergarten|office|studio|workshop|works|joinery|garage|farm|garden|gardens|theatre|museum|library|gallery|press|print|printers|street|road|row|hall|station|house|centre|center|services|supplies|partners|club|society|church|salon|gym)\b/i;

export function readCustomer(header: ReadonlyMap<string, string>): NameReading | null {
  const field = firstOf(header, NAME_KEYS);
  if (field === null) return null;
  const written = field
    .replace(/<[^>]*>|\([^)]*\)|\S+@\S+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return written === "" ? null : readName(written);
}

function readName(written: string): NameReading {
  const parts = written.split(/\s*,\s*/);
  const [family, given] = parts;
  if (parts.length === 2 && family !== undefined && given !== undefined && given !== "") {
    return { written, given, family };
  }
  const words = written.split(" ");
  if (words.length < 2 || words.length > 4 || FIRM_WORD.test(written)) {
    return { written, given: null, family: null };
  }
  return { written, given: words.slice(0, -1).join(" "), family: words.at(-1) ?? "" };
}

export function readReceived(header: ReadonlyMap<string, string>): DateReading | null {
  const field = firstOf(header, DATE_KEYS);
  const found = field === null ? null : readDate(field, null);
  if (field === null || found === null) return null;
  // The time of day is no part of the date as written.
  const written = field.replace(/,?\s*\d{1,2}:\d{2}(?::\d{2})?.*$/, "").trim();
  return { written, date: found.date };
}

function firstOf(header: ReadonlyMap<string, string>, keys: readonly string[]): string | null {
  return keys.map((key) => header.get(key)).find((value) => value !== undefined) ?? null;
}
