import type { RandomStream } from "#core/base/keyed-random.ts";
import { isWeekend, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { Extra, Ingredients } from "./class-profiles.ts";
import { drawLines } from "./draw-lines.ts";
import type { Currency, Customer, Delivery, Discount, Intent, Oddity, Remark } from "./intent.ts";
import { drawRemark } from "./remark-words.ts";
import type { World } from "./world.ts";

const CURRENCIES: readonly Currency[] = ["EUR", "USD", "GBP", "CHF"];

/** One intent with these ingredients. Whether the conventions meant to matter do matter is the caller's to check. */
export function drawIntent(world: World, ingredients: Ingredients, random: RandomStream): Intent {
  const { extras } = ingredients;
  const has = (extra: Extra): boolean => extras.includes(extra);
  const oddity = ingredients.isOdd ? random.pick(ODDITIES) : null;
  const isRelative = has("relative-day") || has("next-weekday");
  const hasReceipt = isRelative || ingredients.hasDates;
  const receipt =
    world.calendar.firstDay + random.integer(world.calendar.lastDay - world.calendar.firstDay + 1);
  const isDated = has("weekend-delivery") || oddity === "wrong-weekday" || oddity === "second-date";
  const delivery =
    isDated || isRelative || (hasReceipt && random.chance(0.5))
      ? drawDelivery(ingredients, { receipt, isDated }, random)
      : null;
  const discount = drawDiscount(has("discount-order") || oddity === "second-discount", ingredients, random);
  return {
    customer: drawCustomer(world, ingredients.isPerson, random),
    receivedOn: hasReceipt || (isDated && random.chance(0.7)) ? receipt : null,
    delivery,
    lines: drawLines(world, ingredients, random),
    discount,
    currency: has("default-currency") ? null : random.pick(CURRENCIES),
    isUrgent: has("priority-words") || oddity === "no-hurry",
    remarks: has("notes") ? drawRemarks(random) : [],
    oddity: oddity === null ? null : drawOddity(oddity, delivery, random),
  };
}

function drawCustomer(world: World, isPerson: boolean, random: RandomStream): Customer {
  return random.pick(world.customers.filter((customer) => (customer.kind === "person") === isPerson));
}

type DeliveryContext = { readonly receipt: Day; readonly isDated: boolean };

function drawDelivery(
  { extras }: Ingredients,
  { receipt, isDated }: DeliveryContext,
  random: RandomStream,
): Delivery {
  if (extras.includes("relative-day"))
    return { kind: "in-days", days: random.pick([1, 1, 2, 2, 3, 4, 5, 7, 10]) };
  if (extras.includes("next-weekday")) {
    return { kind: "weekday", weekday: 1 + random.integer(5), isNext: true };
  }
  if (!isDated && random.chance(0.3))
    return { kind: "weekday", weekday: 1 + random.integer(5), isNext: false };
  const day = receipt + 2 + random.integer(16);
  if (extras.includes("weekend-delivery")) return { kind: "date", day: toWeekend(day, random) };
  return { kind: "date", day: isWeekend(day) ? day + 2 : day };
}

function toWeekend(day: Day, random: RandomStream): Day {
  return day + ((6 - weekdayOf(day) + 7) % 7) + random.integer(2);
}

function drawDiscount(hasPercent: boolean, { extras }: Ingredients, random: RandomStream): Discount | null {
  if (hasPercent)
    return { kind: "percent", permille: random.pick([20, 25, 30, 50, 50, 75, 100, 100, 125, 150]) };
  // An amount must stay below the goods however a house counts them.
  const isRisky = extras.includes("default-quantity") || extras.includes("price-separators");
  if (isRisky || extras.includes("rounding") || !random.chance(0.12)) return null;
  return { kind: "amount", cents: random.pick([50, 80, 100, 150]) };
}

function drawRemarks(random: RandomStream): Remark[] {
  const count = random.pick([1, 1, 2, 2, 2, 3]);
  const kinds = random.shuffle<Remark["kind"]>(["delivery", "gift", "other"]).slice(0, count);
  return kinds.map((kind) => drawRemark(kind, random));
}

const ODDITIES: readonly Oddity["kind"][] = [
  "wrong-weekday",
  "second-date",
  "wrong-word",
  "no-hurry",
  "second-discount",
];

function drawOddity(kind: Oddity["kind"], delivery: Delivery | null, random: RandomStream): Oddity | null {
  const day = delivery?.kind === "date" ? delivery.day : null;
  switch (kind) {
    case "wrong-weekday":
      return day === null ? null : { kind, weekday: (weekdayOf(day) + 1 + random.integer(3)) % 7 };
    case "second-date":
      return day === null ? null : { kind, day: day + 1 + random.integer(6) };
    case "wrong-word":
      return { kind, count: 2 + random.integer(8) };
    case "no-hurry":
      return { kind };
    case "second-discount":
      return { kind, discount: { kind: "amount", cents: random.pick([100, 200, 250]) } };
  }
}
