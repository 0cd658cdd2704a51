import type { RandomStream } from "#core/base/keyed-random.ts";
import { datePartsOf, monthName, twoDigits, weekdayName, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { Currency, Unit } from "./intent.ts";
import { keep } from "./protected-text.ts";

export type MessageStyle = "email" | "chat" | "dictated" | "list";

/** How one customer writes throughout a message. */
export type Voice = {
  readonly style: MessageStyle;
  readonly random: RandomStream;
  /** How a price is written with its currency: "{p} EUR". */
  readonly priceForm: string;
  /** True when the currency is named once, in a sentence of its own. */
  readonly isCurrencyApart: boolean;
  readonly dateForm: DateForm;
};

export type DateForm = "day-month" | "month-day" | "iso" | "dotted";

const UNDER_TWENTY = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen"
).split(" ");
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** 0 to 99 in words: "twenty-four". */
export function numberWord(count: number): string {
  const small = UNDER_TWENTY[count];
  if (small !== undefined) return small;
  const rest = count % 10;
  const tens = TENS[Math.floor(count / 10)] ?? String(count);
  return rest === 0 ? tens : `${tens}-${UNDER_TWENTY[rest] ?? ""}`;
}

/** A count as this voice writes it: dictation in words, others mostly in figures. */
export function writeCount(count: number, { style, random }: Voice): string {
  const isWord =
    style === "dictated" ? random.chance(0.85) : style === "email" && count <= 12 && random.chance(0.3);
  return isWord ? numberWord(count) : String(count);
}

const UNIT_FORMS: { readonly [unit in Unit]: readonly (readonly [one: string, many: string])[] } = {
  piece: [
    ["piece", "pieces"],
    ["piece", "pieces"],
    ["pc", "pcs"],
  ],
  box: [["box", "boxes"]],
  kilo: [
    ["kg", "kg"],
    ["kilo", "kilos"],
    ["kilogram", "kilograms"],
  ],
  metre: [
    ["m", "m"],
    ["metre", "metres"],
    ["metre", "metres"],
  ],
  pack: [
    ["pack", "packs"],
    ["pack", "packs"],
    ["packet", "packets"],
  ],
};

export function writeUnit(unit: Unit, count: number, { style, random }: Voice): string {
  const forms = UNIT_FORMS[unit].filter(([, many]) => style !== "dictated" || many.length > 3);
  const [one, many] = random.pick(forms);
  return count === 1 ? one : many;
}

const PRICE_FORMS: { readonly [currency in Currency]: readonly string[] } = {
  EUR: ["{p} EUR", "€{p}", "{p} €", "{p} euros", "EUR {p}"],
  USD: ["{p} USD", "${p}", "{p} dollars", "USD {p}"],
  GBP: ["{p} GBP", "£{p}", "{p} pounds", "GBP {p}"],
  CHF: ["{p} CHF", "{p} francs", "CHF {p}"],
};

export const CURRENCY_WORDS: { readonly [currency in Currency]: string } = {
  EUR: "euros",
  USD: "US dollars",
  GBP: "pounds sterling",
  CHF: "Swiss francs",
};

export function drawPriceForm(currency: Currency | null, style: MessageStyle, random: RandomStream): string {
  if (currency === null) return "{p}";
  const spoken = PRICE_FORMS[currency].filter((form) => /[a-z]{5}/.test(form));
  return random.pick(style === "dictated" ? spoken : PRICE_FORMS[currency]);
}

export function writePrice(written: string, { priceForm }: Pick<Voice, "priceForm">): string {
  return keep(priceForm.replace("{p}", () => written));
}

/** A day as a customer writes it. Without the year only where the day of receipt gives it. */
export function writeDay(day: Day, dateForm: DateForm, hasYear: boolean): string {
  const { year, month, date } = datePartsOf(day);
  const yearAfter = hasYear ? ` ${year}` : "";
  switch (dateForm) {
    case "day-month":
      return `${date} ${monthName(month)}${yearAfter}`;
    case "month-day":
      return `${monthName(month)} ${ordinal(date)}${hasYear ? `, ${year}` : ""}`;
    case "iso":
      return `${year}-${twoDigits(month)}-${twoDigits(date)}`;
    case "dotted":
      return `${date}.${month}.${year}`;
  }
}

function ordinal(date: number): string {
  const isTeen = date >= 11 && date <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][date % 10] ?? "th");
  return `${date}${ending}`;
}

/** The line of a header that says when the message arrived. */
export function writeReceipt(day: Day, random: RandomStream): string {
  const { year, month, date } = datePartsOf(day);
  const time = `${twoDigits(7 + random.integer(12))}:${twoDigits(random.integer(60))}`;
  const weekday = weekdayName(weekdayOf(day));
  return random.pick([
    `Received: ${weekday} ${date} ${monthName(month)} ${year}, ${time}`,
    `Received: ${weekday} ${date} ${monthName(month)} ${year}, ${time}`,
    `Date: ${weekday.slice(0, 3)}, ${date} ${monthName(month).slice(0, 3)} ${year} ${time}`,
    `Received: ${year}-${twoDigits(month)}-${twoDigits(date)} ${time}`,
  ]);
}
