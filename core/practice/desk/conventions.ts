/**
 * The sixteen conventions on which order desks differ. A house style is one choice for each.
 * The generator's own list: the simulated model has another, and neither imports the other.
 *
 * Words used below: *receipt* is the day the message arrived; *goods* is the sum over the items of quantity times
 * unit price; *fee* is the house's shipping fee. A percentage discount is applied as "discount-order" says; an
 * amount is always taken off the goods. total = goods − discount + fee (unless free), rounded to cents.
 * Contradictions inside one message are settled by the tie rules of facts.ts, the same in every house.
 */
export const CONVENTIONS = {
  /** How receivedOn and deliverOn are written: 2026-03-06, 06.03.2026, 03/06/2026 or 6 March 2026. */
  "date-notation": ["iso", "dotted", "us-slashed", "long"],
  /**
   * From which day "tomorrow" (one day), "in three days", "in a week" count: from receipt, from the day after
   * receipt, or from the next working day (Monday to Friday) after receipt. The days themselves are calendar days.
   */
  "relative-day": ["from-receipt", "from-next-day", "from-next-working-day"],
  /**
   * "next Friday": the first Friday after receipt; the Friday of the following calendar week (Monday to Sunday);
   * or the first one, unless it is less than three days away, then a week later. "Friday" or "this Friday" is
   * always the first one after receipt.
   */
  "next-weekday": ["first-after", "following-week", "skip-within-three-days"],
  /** A delivery date on a Saturday or Sunday, however it was named: kept, the Friday before, the Monday after. */
  "weekend-delivery": ["keep", "friday-before", "monday-after"],
  /** "Anna Berg", "Berg, Anna" or "BERG Anna". Firms and single names are written as they stand. */
  "name-order": ["given-first", "family-comma", "family-upper-first"],
  /**
   * "2 dozen": quantity 24 and unit piece (written as the house writes units); quantity 2 and unit "dozen", not
   * normalised; or quantity 2 and unit pack (written as the house writes units). A pair is 2, half a dozen is one
   * set of 6 named "half dozen". The unit price applies to whatever the quantity counts.
   */
  "quantity-words": ["as-pieces", "as-sets", "as-packs"],
  /** The quantity of an article for which none is given: 1, 0 or 10. */
  "default-quantity": ["one", "zero", "ten"],
  /**
   * piece box kilo metre pack; pc bx kg m pk; PCE BX KGM MTR PK; or pieces boxes kilos metres packs.
   * The unit is null where the customer names none.
   */
  "unit-normalisation": ["singular", "abbreviation", "un-code", "plural"],
  /**
   * How an ambiguous price is read: one separator, one to three digits before it (no leading zero) and exactly
   * three after it. "1.250" is 1250 when the comma is decimal and 1.25 when the point is; "1,250" the other way
   * round; with "last-decimal" both are 1.25. All other prices mean the same in every house.
   */
  "price-separators": ["comma-decimal", "point-decimal", "last-decimal"],
  /** How the total is rounded to cents: half up, half to the even cent, or always down. */
  rounding: ["half-up", "half-even", "down"],
  /**
   * What a percentage discount applies to: the goods; the goods and the fee; or each item, where each discounted
   * item is rounded to cents (as the house rounds) before they are added.
   */
  "discount-order": ["goods-only", "goods-and-shipping", "per-line"],
  /**
   * The fee is waived when the goods reach 50, 100 or 200, or never. Compared are the goods after an amount and
   * after a percentage that applies to goods or items; under "goods-and-shipping" the percentage comes later.
   */
  "free-shipping": ["from-50", "from-100", "from-200", "never"],
  /** The currency when none is named. A named one is always written as its upper-case code. */
  "default-currency": ["EUR", "USD", "GBP", "CHF"],
  /** An urgent message gets priority "high", "express" or the number 1; every other one gets "normal". */
  "priority-words": ["high", "express", "number"],
  /**
   * What `notes` holds, as the customer wrote it: the delivery instructions; gift wishes and delivery
   * instructions; every remark; or nothing. Several are joined by "; " in their order; none is the empty text.
   */
  notes: ["delivery-only", "gift-and-delivery", "verbatim-all", "none"],
  /** "three, no, make that four": four, three, or seven. */
  correction: ["last-wins", "first-wins", "add-up"],
} as const;

export type ConventionId = keyof typeof CONVENTIONS;

export type HouseStyle = { readonly [id in ConventionId]: (typeof CONVENTIONS)[id][number] };

export const CONVENTION_IDS = Object.keys(CONVENTIONS) as readonly ConventionId[];
