import type { ConventionId } from "#core/models/simulated/conventions.ts";

/**
 * What the stand-in does where it believes nothing about a convention. Habits are those of a hasty clerk: most of
 * them copy the customer's words, so that they suit no house, some happen to suit one. This table is what the
 * code beside it does, for people; the one thing that reads it is a test that each habit is described.
 */
export const HABITS: { readonly [id in ConventionId]: string } = {
  "date-notation": "Copies a date as written; one it worked out is written like Friday 6 March 2026.",
  "relative-day": 'Copies the words: "in three days".',
  "next-weekday": 'Copies the words: "next Friday".',
  "weekend-delivery": "Moves a Sunday to the Monday and keeps a Saturday.",
  "name-order": "Copies the name as it stands in the header.",
  "quantity-words": 'Copies the words as the quantity, without a unit: "two dozen"; adds it up in pieces.',
  "default-quantity": "Leaves the quantity null and adds the price once.",
  "unit-normalisation": "Copies the unit as written.",
  "price-separators": "Reads an ambiguous price up to its separator: 1.250 is 1.",
  rounding: "Does not round.",
  "discount-order": "Notes a percentage and forgets it in the total.",
  "free-shipping": "Always charges the fee.",
  "default-currency": "Leaves the currency null.",
  "priority-words": 'Copies the urgent word: "asap".',
  notes: "Copies the first remark.",
  correction: "Writes the article once for each quantity that was said.",
};
