/**
 * What the stand-in knows of order taking, as a language model would: which conventions exist in such work and
 * which choices are plausible for each. Not which of them hold at some house: that it must be told, by a prompt
 * or a memory record. Nothing here comes from the generator of the practice data, and nothing there from here.
 */
export const CONVENTIONS = {
  "date-notation": ["iso", "dotted", "us-slashed", "long"],
  "relative-day": ["from-receipt", "from-next-day", "from-next-working-day"],
  "next-weekday": ["first-after", "following-week", "skip-within-three-days"],
  "weekend-delivery": ["keep", "friday-before", "monday-after"],
  "name-order": ["given-first", "family-comma", "family-upper-first"],
  "quantity-words": ["as-pieces", "as-sets", "as-packs"],
  "default-quantity": ["one", "zero", "ten"],
  "unit-normalisation": ["singular", "abbreviation", "un-code", "plural"],
  "price-separators": ["comma-decimal", "point-decimal", "last-decimal"],
  rounding: ["half-up", "half-even", "down"],
  "discount-order": ["goods-only", "goods-and-shipping", "per-line"],
  "free-shipping": ["from-50", "from-100", "from-200", "never"],
  "default-currency": ["EUR", "USD", "GBP", "CHF"],
  "priority-words": ["high", "express", "number"],
  notes: ["delivery-only", "gift-and-delivery", "verbatim-all", "none"],
  correction: ["last-wins", "first-wins", "add-up"],
} as const;

export type ConventionId = keyof typeof CONVENTIONS;

/** For each convention that is believed, the choice; what is absent is done by habit. */
export type Choices = { readonly [id in ConventionId]?: string };
