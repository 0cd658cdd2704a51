import { keyedRandom } from "#core/base/keyed-random.ts";
import { CONVENTION_IDS, CONVENTIONS } from "./conventions.ts";
import type { ConventionId, HouseStyle } from "./conventions.ts";

export type House = {
  readonly style: HouseStyle;
  /** The shipping fee, in cents of the order's currency. */
  readonly feeCents: number;
};

const FEES_CENTS = [390, 490, 590, 690] as const;

/** Stated by every starting prompt: they touch most orders, so a start without them would be near zero. */
const ALWAYS_STATED: readonly ConventionId[] = ["date-notation", "name-order", "unit-normalisation"];

/** One choice for each convention, drawn evenly and independently of each other. */
export function drawHouse(houseSeed: number): House {
  const choices = CONVENTION_IDS.map((id) => [
    id,
    keyedRandom("order-desk", houseSeed, "style", id).pick<string>(CONVENTIONS[id]),
  ]);
  return {
    style: Object.fromEntries(choices) as HouseStyle,
    feeCents: keyedRandom("order-desk", houseSeed, "fee").pick(FEES_CENTS),
  };
}

/** The conventions that the shipped starting prompt states: three that touch most orders and one to three more. */
export function drawStated(houseSeed: number): readonly ConventionId[] {
  const random = keyedRandom("order-desk", houseSeed, "stated");
  const others = CONVENTION_IDS.filter((id) => !ALWAYS_STATED.includes(id));
  const drawn = random.shuffle(others).slice(0, 1 + random.integer(3));
  return CONVENTION_IDS.filter((id) => ALWAYS_STATED.includes(id) || drawn.includes(id));
}
