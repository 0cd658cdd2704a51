import type { RandomStream } from "#core/base/keyed-random.ts";
import type { ConventionId } from "./conventions.ts";

export type ItemClass = "easy" | "medium" | "hard" | "odd";

/** What an intent may be given so that a convention matters to it. */
export const EXTRAS = [
  "relative-day",
  "next-weekday",
  "weekend-delivery",
  "quantity-words",
  "default-quantity",
  "price-separators",
  "rounding",
  "discount-order",
  "free-shipping",
  "default-currency",
  "priority-words",
  "notes",
  "correction",
] as const satisfies readonly ConventionId[];

export type Extra = (typeof EXTRAS)[number];

export type Ingredients = {
  readonly isPerson: boolean;
  readonly hasUnits: boolean;
  /** A day of receipt, and perhaps a plain delivery date. */
  readonly hasDates: boolean;
  readonly extras: readonly Extra[];
  readonly lineCount: number;
  readonly isOdd: boolean;
};

type Profile = {
  readonly person: number;
  readonly units: number;
  readonly dates: number;
  /** Weights of 0, 1, 2, … extras. */
  readonly extraWeights: readonly number[];
  /** Weights of 1, 2, 3, … lines. */
  readonly lineWeights: readonly number[];
  /** Conventions that must matter, inclusive. */
  readonly involved: readonly [from: number, to: number];
};

export const CLASS_PROFILES: { readonly [itemClass in ItemClass]: Profile } = {
  easy: {
    person: 0.5,
    units: 0.4,
    dates: 0.35,
    extraWeights: [40, 60],
    lineWeights: [92, 8],
    involved: [1, 2],
  },
  medium: {
    person: 0.7,
    units: 0.6,
    dates: 0.6,
    extraWeights: [8, 42, 50],
    lineWeights: [65, 30, 5],
    involved: [3, 4],
  },
  hard: {
    person: 0.85,
    units: 0.75,
    dates: 0.75,
    extraWeights: [0, 0, 15, 45, 30, 10],
    lineWeights: [0, 55, 35, 10],
    involved: [5, 16],
  },
  odd: {
    person: 0.6,
    units: 0.5,
    dates: 0.5,
    extraWeights: [40, 40, 20],
    lineWeights: [70, 25, 5],
    involved: [1, 16],
  },
};

/**
 * How often each extra is drawn relative to the others: those that seldom matter by chance more, those that come
 * along with others (a discount leaves fractions of cents, many items pass a threshold) less.
 */
const EXTRA_WEIGHTS: { readonly [extra in Extra]: number } = {
  "relative-day": 12,
  "next-weekday": 25,
  "weekend-delivery": 11,
  "quantity-words": 10,
  "default-quantity": 10,
  "price-separators": 10,
  rounding: 9,
  "discount-order": 11,
  "free-shipping": 10,
  "default-currency": 10,
  "priority-words": 10,
  notes: 12,
  correction: 10,
};

/** Only one of these fits into a message; and of the second list only one into a line. */
const DELIVERY_EXTRAS: readonly Extra[] = ["relative-day", "next-weekday", "weekend-delivery"];
const QUANTITY_EXTRAS: readonly Extra[] = ["quantity-words", "default-quantity", "correction"];

export function drawIngredients(itemClass: ItemClass, random: RandomStream): Ingredients {
  const profile = CLASS_PROFILES[itemClass];
  const extras = drawExtras(weightedIndex(profile.extraWeights, random), random);
  const needsLines = extras.filter((extra) => QUANTITY_EXTRAS.includes(extra)).length;
  return {
    isPerson: random.chance(profile.person),
    hasUnits: random.chance(profile.units),
    hasDates: random.chance(profile.dates),
    extras,
    lineCount: Math.max(needsLines, 1 + weightedIndex(profile.lineWeights, random)),
    isOdd: itemClass === "odd",
  };
}

function drawExtras(count: number, random: RandomStream): Extra[] {
  const drawn: Extra[] = [];
  let open: readonly Extra[] = EXTRAS;
  while (drawn.length < count) {
    const extra = open[
      weightedIndex(
        open.map((each) => EXTRA_WEIGHTS[each]),
        random,
      )
    ] as Extra;
    drawn.push(extra);
    const excluded = DELIVERY_EXTRAS.includes(extra) ? DELIVERY_EXTRAS : [extra];
    open = open.filter((each) => !excluded.includes(each));
  }
  return drawn;
}

function weightedIndex(weights: readonly number[], random: RandomStream): number {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}
