import type { JsonObject } from "#core/base/json.ts";
import type { Choices } from "#core/practice/model/conventions.ts";
import type { HouseFacts } from "#core/practice/model/reading/read-facts.ts";
import type { NameReading, Reading, RemarkReading } from "#core/practice/model/reading/reading.ts";
import type { Nanos } from "./decimal.ts";
import { planTotal } from "./plan-total.ts";
import { resolveLines } from "./resolve-lines.ts";
import { writeDelivery, writeReceived } from "./write-date.ts";

export type OrderPlan = {
  /** The order with every field but `total`. */
  readonly fields: JsonObject;
  /**
   * The arithmetic the total needs, for a calculator: numbers, + - * / and parentheses, "12*3.50+4*19.95-5".
   * Null when there is nothing to add up; the total is then null whatever is passed to finishOrder.
   */
  readonly expression: string | null;
  /** Summands of the expression and a percentage, if any: more than two are often wrong in the head. */
  readonly termCount: number;
  /** The expression's value when nothing goes wrong: what mental arithmetic starts from. */
  readonly exact: Nanos;
  /** The believed choice of "rounding", or null: the habit. */
  readonly rounding: string | null;
};

/**
 * Everything but the arithmetic. Conventions without a choice, or with one that does not exist, are done by habit:
 * the stand-in then works like a hasty clerk, who mostly copies the customer's words.
 *
 * | convention         | habit                                                                              |
 * | ------------------ | ---------------------------------------------------------------------------------- |
 * | date-notation      | a date as written; one that had to be worked out like "Friday 6 March 2026"        |
 * | relative-day       | the words: "in three days"                                                         |
 * | next-weekday       | the words: "next Friday"                                                           |
 * | weekend-delivery   | the day is left open: deliverOn is null                                            |
 * | name-order         | as it stands in the header                                                         |
 * | quantity-words     | the words as the quantity, no unit: "two dozen"; added up in pieces                |
 * | default-quantity   | quantity null, the price added once                                                |
 * | unit-normalisation | the unit as written                                                                |
 * | price-separators   | an ambiguous price up to its separator: 1.250 is 1                                 |
 * | rounding           | none                                                                               |
 * | discount-order     | a percentage is noted and forgotten in the total                                   |
 * | free-shipping      | the fee is always charged                                                          |
 * | default-currency   | null                                                                               |
 * | priority-words     | the urgent word: "asap"                                                            |
 * | notes              | the first remark                                                                   |
 * | correction         | one item for each quantity that was said                                           |
 */
export function planOrder(reading: Reading, choices: Choices, facts: HouseFacts): OrderPlan {
  const lines = resolveLines(reading.lines, choices);
  const { shippingFee } = facts;
  const total = lines.length === 0 ? null : planTotal(lines, reading.discount, { choices, shippingFee });
  return {
    fields: {
      customer: reading.customer === null ? null : writeName(reading.customer, choices["name-order"]),
      receivedOn: writeReceived(reading, choices),
      deliverOn: writeDelivery(reading, choices),
      items: lines.map(({ item }) => item),
      discount: reading.discount,
      currency: reading.currency ?? writeDefaultCurrency(choices["default-currency"]),
      priority:
        reading.urgency === null ? "normal" : writePriority(reading.urgency, choices["priority-words"]),
      notes: writeNotes(reading.remarks, choices.notes),
    },
    expression: total?.expression ?? null,
    termCount: total?.termCount ?? 0,
    exact: total?.exact ?? 0,
    rounding: choices.rounding ?? null,
  };
}

function writeName({ written, given, family }: NameReading, choice: string | undefined): string {
  if (given === null || family === null) return written;
  switch (choice) {
    case "given-first":
      return `${given} ${family}`;
    case "family-comma":
      return `${family}, ${given}`;
    case "family-upper-first":
      return `${family.toUpperCase()} ${given}`;
    case undefined:
    default:
      return written;
  }
}

function writeDefaultCurrency(choice: string | undefined): string | null {
  return choice !== undefined && /^[A-Z]{3}$/.test(choice) ? choice : null;
}

function writePriority(urgency: string, choice: string | undefined): string | number {
  if (choice === "number") return 1;
  return choice === "high" || choice === "express" ? choice : urgency;
}

function writeNotes(remarks: readonly RemarkReading[], choice: string | undefined): string {
  const join = (chosen: readonly RemarkReading[]): string => chosen.map(({ text }) => text).join("; ");
  switch (choice) {
    case "delivery-only":
      return join(remarks.filter(({ kind }) => kind === "delivery"));
    case "gift-and-delivery":
      return join(remarks.filter(({ kind }) => kind !== "other"));
    case "verbatim-all":
      return join(remarks);
    case "none":
      return "";
    case undefined:
    default:
      return join(remarks.slice(0, 1));
  }
}
