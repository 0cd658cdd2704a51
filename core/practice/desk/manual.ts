import { assertDefined } from "#core/base/assert.ts";
import type { ConventionId } from "./conventions.ts";

const RELATIVE = 'Count relative days such as "tomorrow" or "in three days" from';
const UNITS = "Write units of measure as";

/** One plain sentence per convention and choice, as a house's manual for new clerks would put it. */
const MANUAL: { readonly [id in ConventionId]: Readonly<Record<string, string>> } = {
  "date-notation": {
    iso: "Write every date as year-month-day, like 2026-03-06.",
    dotted: "Write every date as day.month.year, like 06.03.2026.",
    "us-slashed": "Write every date as month/day/year, like 03/06/2026.",
    long: "Write every date with the month as a word, like 6 March 2026.",
  },
  "relative-day": {
    "from-receipt": `${RELATIVE} the day of receipt.`,
    "from-next-day": `${RELATIVE} the day after receipt.`,
    "from-next-working-day": `${RELATIVE} the next working day after receipt.`,
  },
  "next-weekday": {
    "first-after": '"Next Friday" means the first Friday after receipt.',
    "following-week": '"Next Friday" means the Friday of the following calendar week.',
    "skip-within-three-days":
      '"Next Friday" means the first Friday after receipt, but if that is less than three days away, one week later.',
  },
  "weekend-delivery": {
    keep: "Keep a delivery date that falls on a weekend.",
    "friday-before": "Move a delivery date that falls on a weekend to the Friday before.",
    "monday-after": "Move a delivery date that falls on a weekend to the Monday after.",
  },
  "name-order": {
    "given-first": "Write the customer's given name first, then the family name, like Anna Berg.",
    "family-comma":
      "Write the customer's family name first, then a comma and the given name, like Berg, Anna.",
    "family-upper-first": "Write the customer's family name first and in capitals, like BERG Anna.",
  },
  "quantity-words": {
    "as-pieces": "Convert quantity words to pieces: 2 dozen is quantity 24, a pair is 2.",
    "as-sets": 'Keep quantity words as the unit: 2 dozen is quantity 2 with unit "dozen".',
    "as-packs": "Treat quantity words as packs: 2 dozen is quantity 2 in packs.",
  },
  "default-quantity": {
    one: "When no quantity is given for an article, enter 1.",
    zero: "When no quantity is given for an article, enter 0.",
    ten: "When no quantity is given for an article, enter 10.",
  },
  "unit-normalisation": {
    singular: `${UNITS} singular words: piece, box, kilo, metre, pack.`,
    abbreviation: `${UNITS} abbreviations: pc, bx, kg, m, pk.`,
    "un-code": `${UNITS} UN codes: PCE, BX, KGM, MTR, PK.`,
    plural: `${UNITS} plural words: pieces, boxes, kilos, metres, packs.`,
  },
  "price-separators": {
    "comma-decimal": "In prices the comma is the decimal mark and the point separates thousands.",
    "point-decimal": "In prices the point is the decimal mark and the comma separates thousands.",
    "last-decimal": "In prices the last separator is always the decimal mark, whether point or comma.",
  },
  rounding: {
    "half-up": "Round the total to cents, half a cent up.",
    "half-even": "Round the total to cents, half a cent to the even cent.",
    down: "Round the total down to whole cents.",
  },
  "discount-order": {
    "goods-only": "Apply a percentage discount to the goods only, before shipping is added.",
    "goods-and-shipping": "Apply a percentage discount to goods and shipping together.",
    "per-line": "Apply a percentage discount to each line and round each line to cents.",
  },
  "free-shipping": {
    "from-50": "Shipping is free for goods worth 50 or more.",
    "from-100": "Shipping is free for goods worth 100 or more.",
    "from-200": "Shipping is free for goods worth 200 or more.",
    never: "Shipping is never free: always charge the fee.",
  },
  "default-currency": {
    EUR: "When no currency is named, use EUR.",
    USD: "When no currency is named, use USD.",
    GBP: "When no currency is named, use GBP.",
    CHF: "When no currency is named, use CHF.",
  },
  "priority-words": {
    high: 'Give urgent orders the priority "high".',
    express: 'Give urgent orders the priority "express".',
    number: "Give urgent orders the priority 1, as a number.",
  },
  notes: {
    "delivery-only": "Put only delivery instructions into the notes.",
    "gift-and-delivery": "Put gift wishes and delivery instructions into the notes, nothing else.",
    "verbatim-all": 'Copy every remark of the customer into the notes verbatim, joined by "; ".',
    none: "Always leave the notes empty.",
  },
  correction: {
    "last-wins": "When the customer corrects a quantity, the last one counts.",
    "first-wins": "When the customer corrects a quantity, the first one stands.",
    "add-up": "When the customer corrects a quantity, add the quantities up.",
  },
};

/** Only for the starting prompt's statements and for a test that composes the perfect prompt. */
export function sentenceFor(convention: ConventionId, choice: string): string {
  return assertDefined(MANUAL[convention][choice], `a sentence for ${convention}: ${choice}`);
}
