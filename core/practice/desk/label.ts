import { assertDefined, assertNever } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import {
  datePartsOf,
  firstWeekdayAfter,
  isWeekend,
  monthName,
  nextWorkingDay,
  twoDigits,
  weekdayOf,
} from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { HouseStyle } from "./conventions.ts";
import type { House } from "./house.ts";
import type { Customer, Delivery, Intent, Line, Unit } from "./intent.ts";
import { priceThousandths, totalCents } from "./label-total.ts";
import { quantityOf } from "./label-quantity.ts";

/** The order a clerk of this house would write. Never reads the message, so it can't misread it. */
export function labelIntent(intent: Intent, house: House): JsonObject {
  const { style } = house;
  return {
    customer: writeCustomer(intent.customer, style),
    receivedOn: intent.receivedOn === null ? null : writeDay(intent.receivedOn, style),
    deliverOn: writeDelivery(intent, style),
    items: intent.lines.map((line) => writeItem(line, style)),
    discount: writeDiscount(intent),
    total: totalCents(intent, house) / 100,
    currency: intent.currency ?? style["default-currency"],
    priority: intent.isUrgent ? PRIORITIES[style["priority-words"]] : "normal",
    notes: writeNotes(intent, style),
  };
}

const PRIORITIES = { high: "high", express: "express", number: 1 } as const;

const UNIT_WORDS: { readonly [form in HouseStyle["unit-normalisation"]]: Readonly<Record<Unit, string>> } = {
  singular: { piece: "piece", box: "box", kilo: "kilo", metre: "metre", pack: "pack" },
  abbreviation: { piece: "pc", box: "bx", kilo: "kg", metre: "m", pack: "pk" },
  "un-code": { piece: "PCE", box: "BX", kilo: "KGM", metre: "MTR", pack: "PK" },
  plural: { piece: "pieces", box: "boxes", kilo: "kilos", metre: "metres", pack: "packs" },
};

function writeItem(line: Line, style: HouseStyle): JsonObject {
  const { count, set, unit } = quantityOf(line, style);
  return {
    sku: line.sku,
    description: line.description,
    quantity: count,
    unit: set ?? (unit === null ? null : UNIT_WORDS[style["unit-normalisation"]][unit]),
    unitPrice: priceThousandths(line.price, style) / 1000,
  };
}

function writeCustomer(customer: Customer, style: HouseStyle): string {
  if (customer.kind === "firm") return customer.name;
  const { given, family } = customer;
  switch (style["name-order"]) {
    case "given-first":
      return `${given} ${family}`;
    case "family-comma":
      return `${family}, ${given}`;
    case "family-upper-first":
      return `${family.toUpperCase()} ${given}`;
  }
}

function writeDay(day: Day, style: HouseStyle): string {
  const { year, month, date } = datePartsOf(day);
  switch (style["date-notation"]) {
    case "iso":
      return `${year}-${twoDigits(month)}-${twoDigits(date)}`;
    case "dotted":
      return `${twoDigits(date)}.${twoDigits(month)}.${year}`;
    case "us-slashed":
      return `${twoDigits(month)}/${twoDigits(date)}/${year}`;
    case "long":
      return `${date} ${monthName(month)} ${year}`;
  }
}

function writeDelivery(intent: Intent, style: HouseStyle): string | null {
  if (intent.delivery === null) return null;
  const day = resolveDelivery(intent.delivery, intent.receivedOn, style);
  return writeDay(offWeekend(day, style), style);
}

function resolveDelivery(delivery: Delivery, receivedOn: Day | null, style: HouseStyle): Day {
  if (delivery.kind === "date") return delivery.day;
  const received = assertDefined(receivedOn, "the day of receipt of a message with a relative delivery day");
  if (delivery.kind === "in-days") return countFrom(received, style) + delivery.days;
  const first = firstWeekdayAfter(received, delivery.weekday);
  return delivery.isNext ? nextWeekday(received, delivery.weekday, style) : first;
}

function countFrom(received: Day, style: HouseStyle): Day {
  switch (style["relative-day"]) {
    case "from-receipt":
      return received;
    case "from-next-day":
      return received + 1;
    case "from-next-working-day":
      return nextWorkingDay(received);
  }
}

function nextWeekday(received: Day, weekday: number, style: HouseStyle): Day {
  const first = firstWeekdayAfter(received, weekday);
  switch (style["next-weekday"]) {
    case "first-after":
      return first;
    case "following-week": {
      const sunday = received + ((7 - weekdayOf(received)) % 7);
      return firstWeekdayAfter(sunday, weekday);
    }
    case "skip-within-three-days":
      return first - received < 3 ? first + 7 : first;
  }
}

function offWeekend(day: Day, style: HouseStyle): Day {
  if (!isWeekend(day)) return day;
  const isSaturday = weekdayOf(day) === 6;
  switch (style["weekend-delivery"]) {
    case "keep":
      return day;
    case "friday-before":
      return day - (isSaturday ? 1 : 2);
    case "monday-after":
      return day + (isSaturday ? 2 : 1);
  }
}

function writeDiscount({ discount }: Intent): JsonObject | null {
  if (discount === null) return null;
  switch (discount.kind) {
    case "percent":
      return { percent: discount.permille / 10 };
    case "amount":
      return { amount: discount.cents / 100 };
    default:
      return assertNever(discount);
  }
}

const NOTED: {
  readonly [choice in HouseStyle["notes"]]: readonly ("delivery" | "gift" | "other")[];
} = {
  "delivery-only": ["delivery"],
  "gift-and-delivery": ["delivery", "gift"],
  "verbatim-all": ["delivery", "gift", "other"],
  none: [],
};

function writeNotes(intent: Intent, style: HouseStyle): string {
  const kinds = NOTED[style.notes];
  return intent.remarks
    .filter((remark) => kinds.includes(remark.kind))
    .map((remark) => remark.text)
    .join("; ");
}
