import type { Subject } from "./patterns.ts";

/** How the stand-in puts a rule when it writes one: for each choice some sentences that recogniseStatements understands. */
export const WORDINGS: Readonly<Record<Subject, Readonly<Record<string, readonly string[]>>>> = {
  "date-notation": {
    iso: [
      "Write all dates in ISO form, such as 2026-03-06.",
      "Dates are year, month, day joined by hyphens (YYYY-MM-DD).",
      "Use the ISO notation for every date.",
    ],
    dotted: [
      "Write all dates with dots, such as 06.03.2026.",
      "Dates are day, month, year separated by dots (DD.MM.YYYY).",
      "Use the dotted notation DD.MM.YYYY for every date.",
    ],
    "us-slashed": [
      "Write all dates the American way, such as 03/06/2026.",
      "Dates are month, day, year separated by slashes (MM/DD/YYYY).",
      "Use MM/DD/YYYY with the month first for every date.",
    ],
    long: [
      "Write all dates out, such as 6 March 2026.",
      "Dates are day, month name, year (D Month YYYY).",
      "Spell out the month in every date.",
    ],
  },
  "relative-day": {
    "from-receipt": [
      'Count relative days such as "in three days" from the day of receipt.',
      'For "tomorrow" or "in N days", add the days to the date the message was received.',
      "Relative delivery days run from the receipt date itself.",
    ],
    "from-next-day": [
      'Count relative days such as "in three days" from the day after receipt.',
      'For "tomorrow" or "in N days", start counting on the day after the message was received.',
      "Relative delivery days run from the next day, not from the day of receipt.",
    ],
    "from-next-working-day": [
      'Count relative days such as "in three days" from the next working day after receipt.',
      'For "tomorrow" or "in N days", start counting on the next business day.',
      "Relative delivery days run from the first working day after receipt.",
    ],
  },
  "next-weekday": {
    "first-after": [
      '"Next Friday" means the first Friday after receipt, and so for every weekday.',
      'Read "next" with a weekday as the nearest such day after the message came in.',
      '"Next Monday" is simply the upcoming Monday.',
    ],
    "following-week": [
      '"Next Friday" means the Friday of the following calendar week, and so for every weekday.',
      'Read "next" with a weekday as that day of the week after receipt.',
      '"Next Monday" is the Monday of next week, never of this one.',
    ],
    "skip-within-three-days": [
      '"Next Friday" means the first Friday after receipt, unless it is less than three days away; then take the one after.',
      'Read "next" with a weekday as the nearest such day that is at least three days away.',
      'If the weekday in "next Monday" is fewer than three days off, take the Monday a week later.',
    ],
  },
  "weekend-delivery": {
    keep: [
      "Keep delivery dates that fall on a weekend.",
      "Do not move a delivery that falls on a Saturday or Sunday.",
      "Leave weekend delivery dates unchanged.",
    ],
    "friday-before": [
      "If the delivery date falls on a weekend, move it to the Friday before.",
      "Saturday and Sunday deliveries go to the preceding Friday.",
      "Move weekend delivery dates back to Friday.",
    ],
    "monday-after": [
      "If the delivery date falls on a weekend, move it to the Monday after.",
      "Saturday and Sunday deliveries go to the following Monday.",
      "Move weekend delivery dates on to Monday.",
    ],
  },
  "name-order": {
    "given-first": [
      "Write the customer's given name first, then the family name.",
      "Put the first name before the last name in the customer field.",
      'Customer names look like "Anna Berg".',
    ],
    "family-comma": [
      "Write the customer's family name first, then a comma, then the given name.",
      "Put the last name before the first name, separated by a comma.",
      'Customer names look like "Berg, Anna".',
    ],
    "family-upper-first": [
      "Write the customer's family name first in capital letters, then the given name.",
      "Put the last name in capitals before the first name.",
      'Customer names look like "BERG Anna".',
    ],
  },
  "quantity-words": {
    "as-pieces": [
      "Convert dozens and pairs into single pieces.",
      "A dozen is 12 pieces and a pair is 2 pieces.",
      "Multiply quantity words such as dozen and pair out into pieces.",
    ],
    "as-sets": [
      "Keep dozens and pairs as sets: two dozen is quantity 2, unit dozen.",
      "Do not convert dozens or pairs into pieces.",
      "Leave dozen and pair as the unit and count the sets.",
    ],
    "as-packs": [
      "Count dozens and pairs as packs: two dozen is quantity 2, unit pack.",
      "Enter every dozen and every pair as one pack.",
      "Treat a dozen or a pair as a pack.",
    ],
  },
  "default-quantity": {
    one: [
      "If no quantity is given, use 1.",
      "A missing quantity means one.",
      "Assume a single unit when the customer does not say how many.",
    ],
    zero: [
      "If no quantity is given, use 0.",
      "A missing quantity means zero.",
      "Put 0 when the customer does not say how many.",
    ],
    ten: [
      "If no quantity is given, use 10.",
      "A missing quantity means ten.",
      "Assume 10 when the customer does not say how many.",
    ],
  },
  "unit-normalisation": {
    singular: [
      "Write units as singular words, such as piece or box.",
      "Units are always in the singular.",
      "Use the singular form of every unit: box, not boxes.",
    ],
    abbreviation: [
      "Abbreviate units, such as pc for piece.",
      "Units are always given by their abbreviation.",
      "Use the short form of every unit (pc, bx).",
    ],
    "un-code": [
      "Write units as UN codes, such as PCE or BX.",
      "Units are always given by their UN code.",
      "Use the UN/ECE code of every unit.",
    ],
    plural: [
      "Write units as plural words, such as pieces or boxes.",
      "Units are always in the plural.",
      "Use the plural form of every unit, even for one.",
    ],
  },
  "price-separators": {
    "comma-decimal": [
      "In prices the comma is the decimal separator and a point groups thousands.",
      "Read prices with a decimal comma.",
      "Take a comma in a price as the decimal mark.",
    ],
    "point-decimal": [
      "In prices the point is the decimal separator and a comma groups thousands.",
      "Read prices with a decimal point.",
      "Take a dot in a price as the decimal mark.",
    ],
    "last-decimal": [
      "In prices the last separator is the decimal one, be it comma or point.",
      "Read the last comma or point of a price as the decimal mark.",
      "Whichever separator comes last in a price is the decimal separator.",
    ],
  },
  rounding: {
    "half-up": [
      "Round totals half up to the cent.",
      "Half a cent in the total is rounded up.",
      "Use commercial rounding for totals: 5 goes up.",
    ],
    "half-even": [
      "Round totals half to even.",
      "Half a cent in the total goes to the nearest even cent.",
      "Use banker's rounding for totals.",
    ],
    down: [
      "Round totals down to the cent.",
      "Cut off fractions of a cent in the total.",
      "Truncate totals after two decimals.",
    ],
  },
  "discount-order": {
    "goods-only": [
      "Take a percentage discount off the goods only, not off the shipping.",
      "Subtract the percentage from the goods, then add shipping.",
      "Shipping is not discounted.",
    ],
    "goods-and-shipping": [
      "Take a percentage discount off goods and shipping together.",
      "Add shipping first, then take the percentage off.",
      "The discount also applies to shipping.",
    ],
    "per-line": [
      "Take a percentage discount off each line and round each line.",
      "Discounts are computed line by line and rounded there.",
      "Apply the percentage to every item separately, rounded to cents.",
    ],
  },
  "free-shipping": {
    "from-50": [
      "Shipping is free from 50.",
      "Charge no shipping when the goods come to 50 or more.",
      "Orders below 50 pay the shipping fee, others ship free.",
    ],
    "from-100": [
      "Shipping is free from 100.",
      "Charge no shipping when the goods come to 100 or more.",
      "Orders below 100 pay the shipping fee, others ship free.",
    ],
    "from-200": [
      "Shipping is free from 200.",
      "Charge no shipping when the goods come to 200 or more.",
      "Orders below 200 pay the shipping fee, others ship free.",
    ],
    never: [
      "Shipping is never free.",
      "Always charge the shipping fee, whatever the order value.",
      "There is no free shipping.",
    ],
  },
  "default-currency": {
    EUR: [
      "If no currency is named, use EUR.",
      "The default currency is the euro.",
      "Amounts without a currency are in EUR.",
    ],
    USD: [
      "If no currency is named, use USD.",
      "The default currency is the US dollar.",
      "Amounts without a currency are in USD.",
    ],
    GBP: [
      "If no currency is named, use GBP.",
      "The default currency is the pound.",
      "Amounts without a currency are in GBP.",
    ],
    CHF: [
      "If no currency is named, use CHF.",
      "The default currency is the Swiss franc.",
      "Amounts without a currency are in CHF.",
    ],
  },
  "priority-words": {
    high: [
      'Set priority to "high" when the customer says urgent or asap.',
      "Urgent orders get priority high.",
      'Words such as urgent mean priority "high".',
    ],
    express: [
      'Set priority to "express" when the customer says urgent or asap.',
      "Urgent orders get priority express.",
      'Words such as urgent mean priority "express".',
    ],
    number: [
      "Set priority to 1 when the customer says urgent or asap, otherwise to 0.",
      "Urgent orders get priority 1, all others 0.",
      "Priority is a number: 1 for urgent, else 0.",
    ],
  },
  notes: {
    "delivery-only": [
      "Put only delivery instructions into notes.",
      "Notes hold delivery instructions and nothing else.",
      "Copy delivery instructions into notes, but no gift wishes.",
    ],
    "gift-and-delivery": [
      "Put gift wishes and delivery instructions into notes.",
      "Notes hold delivery instructions as well as gift wishes.",
      "Copy both gift requests and delivery instructions into notes.",
    ],
    "verbatim-all": [
      "Copy all remarks verbatim into notes.",
      "Notes hold every remark of the customer, word for word.",
      "Put all remarks into notes exactly as written.",
    ],
    none: ["Leave notes empty.", "Do not write anything into notes.", "The notes field is always empty."],
  },
  correction: {
    "last-wins": [
      "If the customer corrects a quantity, the last one counts.",
      "A correction replaces the earlier quantity.",
      "When a quantity is corrected, use the latest one.",
    ],
    "first-wins": [
      "If the customer corrects a quantity, the first one stands.",
      "Ignore corrections and keep the first quantity.",
      "When a quantity is corrected, use the original one.",
    ],
    "add-up": [
      "If the customer corrects a quantity, add both numbers up.",
      "A corrected quantity is added to the earlier one.",
      "When a quantity is corrected, sum the old and the new one.",
    ],
  },
  "use-calculator": {
    on: [
      "Compute the total with the calculator tool.",
      "Use the calculator for all arithmetic instead of mental arithmetic.",
      "Always call the calculator to work out the total.",
    ],
  },
  "check-answer": {
    on: [
      "Check your answer against the message before you finish.",
      "Verify every field once more before answering.",
      "Double-check the order before you return it.",
    ],
  },
};
