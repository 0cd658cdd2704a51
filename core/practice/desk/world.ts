import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { toDay } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { drawHouse } from "./house.ts";
import type { House } from "./house.ts";
import type { Customer, Unit } from "./intent.ts";
import { FAMILY_NAMES, FIRM_NAMES, GIVEN_NAMES, PRODUCT_WORDS } from "./world-words.ts";
import type { PriceBand, ProductWord } from "./world-words.ts";

export type Product = {
  readonly sku: string;
  readonly description: string;
  readonly unit: Unit;
  readonly band: PriceBand;
};

export type World = {
  readonly houseSeed: number;
  readonly house: House;
  /** 40, at least four of each price band. */
  readonly products: readonly Product[];
  /** 60: 46 people, 14 firms. */
  readonly customers: readonly Customer[];
  /** Messages arrive from the first to the last of these days; no delivery reaches the next year. */
  readonly calendar: { readonly firstDay: Day; readonly lastDay: Day };
};

const PRODUCT_COUNTS: { readonly [band in PriceBand]: number } = { small: 7, usual: 20, upper: 8, dear: 5 };
const PERSON_COUNT = 46;
const FIRM_COUNT = 14;
const CALENDAR_DAYS = 120;

/** A house and what surrounds it; the same seed gives the same world. */
export function createWorld(houseSeed: number): World {
  const random = keyedRandom("order-desk", houseSeed, "world");
  const firstDay = toDay(2026, 1, 5) + random.integer(200);
  return {
    houseSeed,
    house: drawHouse(houseSeed),
    products: drawProducts(random),
    customers: [...drawPeople(random), ...drawFirms(random)],
    calendar: { firstDay, lastDay: firstDay + CALENDAR_DAYS - 1 },
  };
}

function drawProducts(random: RandomStream): Product[] {
  const isOfBand =
    (band: PriceBand) =>
    ([, , ofWord]: ProductWord): boolean =>
      ofWord === band;
  const bands = Object.keys(PRODUCT_COUNTS) as PriceBand[];
  const words = bands.flatMap((band) =>
    random.shuffle(PRODUCT_WORDS.filter(isOfBand(band))).slice(0, PRODUCT_COUNTS[band]),
  );
  const numbers = random.shuffle(Array.from({ length: 900 }, (_, index) => 100 + index));
  return words.map(([description, unit, band], index) => ({
    sku: `${initialsOf(description)}-${String(numbers[index])}`,
    description,
    unit,
    band,
  }));
}

function initialsOf(description: string): string {
  const [first = "", second = ""] = description.split(" ");
  return `${first.charAt(0)}${second.charAt(0)}`.toUpperCase();
}

function drawPeople(random: RandomStream): Customer[] {
  const families = random.shuffle(FAMILY_NAMES);
  const people = new Map<string, Customer>();
  while (people.size < PERSON_COUNT) {
    const family = families[people.size % families.length] ?? "Berg";
    const given = random.pick(GIVEN_NAMES);
    people.set(`${given} ${family}`, { kind: "person", given, family });
  }
  return [...people.values()];
}

function drawFirms(random: RandomStream): Customer[] {
  return random
    .shuffle(FIRM_NAMES)
    .slice(0, FIRM_COUNT)
    .map((name) => ({ kind: "firm", name }));
}
