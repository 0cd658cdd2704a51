import { assert } from "#core/base/assert.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import type { ConventionId } from "#core/practice/model/conventions.ts";
import type { Subject } from "./patterns.ts";
import { WORDINGS } from "./wordings.ts";

/** One sentence that states a choice, in one of several wordings. */
export function wordStatement(subject: Subject, choice: string, random: RandomStream): string {
  return random.pick(wordingsOf(subject, choice));
}

/** The same in the fewest characters, for a prompt that is short of room. */
export function wordBriefly(subject: Subject, choice: string): string {
  return wordingsOf(subject, choice).reduce((best, wording) =>
    wording.length < best.length ? wording : best,
  );
}

function wordingsOf(subject: Subject, choice: string): readonly string[] {
  const wordings = WORDINGS[subject][choice];
  assert(wordings !== undefined, `no wording for ${choice} of ${subject}`);
  return wordings;
}

/** What a hasty writer says who has seen that something is wrong with a subject, but not what would be right. */
const VAGUELY: Readonly<Record<ConventionId, string>> = {
  "date-notation": "Be careful with the format of dates.",
  "relative-day": "Be careful with relative days such as tomorrow.",
  "next-weekday": 'Be careful with "next Friday" and the like.',
  "weekend-delivery": "Pay attention to weekend deliveries.",
  "name-order": "Pay attention to how the customer's surname is written.",
  "quantity-words": "Be careful with dozens and pairs.",
  "default-quantity": "Be careful when no quantity is given.",
  "unit-normalisation": "Be careful to get the units right.",
  "price-separators": "Be careful with the separators in prices.",
  rounding: "Be careful with rounding.",
  "discount-order": "Pay attention to percentage discounts.",
  "free-shipping": "Be careful with the shipping fee.",
  "default-currency": "Make sure the currency is right.",
  "priority-words": "Pay attention to urgent orders.",
  notes: "Be careful what goes into notes.",
  correction: "Pay attention to corrections.",
};

export function wordVaguely(subject: ConventionId): string {
  return VAGUELY[subject];
}
