import { weekdayName, weekdayOf } from "./calendar.ts";
import type { Discount, Intent } from "./intent.ts";
import { writeAmount } from "./render-line.ts";
import { CURRENCY_WORDS, numberWord, writeDay } from "./render-words.ts";
import type { Voice } from "./render-words.ts";

/** When the customer wants it: "on Friday 6 March", "in three days", "next Friday"; null where nothing is asked. */
export function renderDelivery(intent: Intent, voice: Voice): string | null {
  const when = whenPhrase(intent, voice);
  if (when === null) return null;
  const bare = when.replace(/^on /, "");
  if (voice.style === "list")
    return voice.random.pick([`Delivery: ${bare}`, `Deliver ${when}`, `Wanted ${when}`]);
  return voice.random.pick([
    `Please deliver ${when}.`,
    `Delivery ${when} would suit us.`,
    `We need everything ${when}.`,
    `Could you deliver ${when}?`,
    `Could we have it ${when}?`,
    `It should be here ${when}.`,
  ]);
}

function whenPhrase(intent: Intent, voice: Voice): string | null {
  const { delivery } = intent;
  if (delivery === null) return null;
  switch (delivery.kind) {
    case "date":
      return `on ${datePhrase(intent, delivery.day, voice)}`;
    case "in-days":
      return daysPhrase(delivery.days, voice);
    case "weekday": {
      const name = weekdayName(delivery.weekday);
      return delivery.isNext ? `next ${name}` : voice.random.pick([`on ${name}`, `this ${name}`]);
    }
  }
}

function datePhrase({ receivedOn, oddity }: Intent, day: number, { random, dateForm }: Voice): string {
  const hasYear = receivedOn === null || random.chance(0.3);
  const written = writeDay(day, dateForm, hasYear);
  if (oddity?.kind === "wrong-weekday") return `${weekdayName(oddity.weekday)}, ${written}`;
  if (oddity?.kind === "second-date") {
    const other = writeDay(oddity.day, dateForm, hasYear);
    return random.pick([
      `${written} or ${other}`,
      `${written}, or else on ${other}`,
      `${written} or perhaps ${other}`,
    ]);
  }
  const isNamed = (dateForm === "day-month" || dateForm === "month-day") && random.chance(0.35);
  return isNamed ? `${weekdayName(weekdayOf(day))}, ${written}` : written;
}

function daysPhrase(days: number, { random }: Voice): string {
  const count = random.chance(0.6) ? numberWord(days) : String(days);
  if (days === 1) return "tomorrow";
  if (days === 2) return random.pick(["the day after tomorrow", `in ${count} days`]);
  if (days === 7) return random.pick(["in a week", "a week from now", `in ${count} days`]);
  return random.pick([`in ${count} days`, `in ${count} days`, `${count} days from now`]);
}

export function renderDiscount({ discount, oddity }: Intent, voice: Voice): string | null {
  if (discount === null) return null;
  const first = discountSentence(discount, voice);
  if (oddity?.kind !== "second-discount") return first;
  return `${first} ${discountSentence(oddity.discount, voice)}`;
}

function discountSentence(discount: Discount, voice: Voice): string {
  const isList = voice.style === "list";
  if (discount.kind === "amount") {
    const amount = writeAmount(discount.cents, voice);
    if (isList) return `Voucher: ${amount}`;
    return voice.random.pick([
      `Please deduct my voucher of ${amount}.`,
      `I have a voucher worth ${amount}.`,
      `There is a voucher over ${amount} to take off.`,
    ]);
  }
  const number = String(discount.permille / 10);
  const percent = voice.random.pick([`${number}%`, `${number} %`, `${number} percent`]);
  if (isList) return voice.random.pick([`Discount: ${percent}`, `Less ${percent}`]);
  return voice.random.pick([
    `Please take off our usual ${percent} discount.`,
    `As agreed we get ${percent} off.`,
    `Your offer said ${percent} discount on this.`,
    `We always have a discount of ${percent} with you.`,
  ]);
}

export function renderUrgency({ isUrgent, oddity }: Intent, voice: Voice): string | null {
  if (!isUrgent) return null;
  const urgent =
    voice.style === "list"
      ? voice.random.pick(["URGENT", "Rush order", "ASAP please"])
      : voice.random.pick([
          "This is urgent.",
          "It is rather urgent, I am afraid.",
          "Please treat this as a rush order.",
          "Please send it asap.",
          "We need this ASAP.",
          "Consider it urgent, we have run out.",
        ]);
  if (oddity?.kind !== "no-hurry") return urgent;
  const calm = voice.random.pick(["Then again, there is no hurry.", "But take your time, no hurry."]);
  return voice.style === "list" ? `${urgent}. ${calm}` : `${urgent} ${calm}`;
}

export function renderCurrency(
  { currency }: Intent,
  { isCurrencyApart, style, random }: Voice,
): string | null {
  if (currency === null || !isCurrencyApart) return null;
  if (style === "list") return `Prices in ${currency}`;
  return random.pick([
    `All prices in ${CURRENCY_WORDS[currency]}.`,
    `Prices are in ${currency}.`,
    `We pay in ${CURRENCY_WORDS[currency]}.`,
  ]);
}
