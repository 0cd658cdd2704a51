import type { Day } from "./calendar.ts";

/**
 * What a customer meant, before it is put into words. Labels are computed from this, never from the text, so a
 * label can't be wrong because a sentence was hard to read.
 */
export type Unit = "piece" | "box" | "kilo" | "metre" | "pack";

export type SetWord = "dozen" | "half dozen" | "pair";

export type Currency = "EUR" | "USD" | "GBP" | "CHF";

export type Customer =
  | { readonly kind: "person"; readonly given: string; readonly family: string }
  | { readonly kind: "firm"; readonly name: string };

export type Delivery =
  | { readonly kind: "date"; readonly day: Day }
  | { readonly kind: "in-days"; readonly days: number }
  /** `weekday`: 0 Sunday to 6 Saturday. */
  | { readonly kind: "weekday"; readonly weekday: number; readonly isNext: boolean };

export type Price =
  | { readonly kind: "clear"; readonly written: string; readonly thousandths: number }
  /** "1.250": head "1", separator ".", tail "250". Its value depends on the house. */
  | {
      readonly kind: "ambiguous";
      readonly head: string;
      readonly separator: "." | ",";
      readonly tail: string;
    };

export type Line = {
  readonly sku: string;
  readonly description: string;
  /** Null when the customer gave no quantity. */
  readonly quantity: {
    readonly count: number;
    readonly set: SetWord | null;
    readonly unit: Unit | null;
    /** What the customer corrected the count to. */
    readonly correctedTo: number | null;
  } | null;
  readonly price: Price;
};

export type Discount =
  | { readonly kind: "percent"; /** Tenths of a percent. */ readonly permille: number }
  | { readonly kind: "amount"; readonly cents: number };

export type Remark = { readonly kind: "delivery" | "gift" | "other"; readonly text: string };

/**
 * What makes a message of the class "odd" contradict itself. It adds words only: by the tie rules (facts.ts) the
 * rest of the intent already is the answer.
 */
export type Oddity =
  /** The delivery date is named with a weekday that it does not fall on: the date wins. */
  | { readonly kind: "wrong-weekday"; readonly weekday: number }
  /** A second delivery date is offered: the first one named wins. */
  | { readonly kind: "second-date"; readonly day: Day }
  /** The first item's quantity is written as a word and as another figure: the figure wins. */
  | { readonly kind: "wrong-word"; readonly count: number }
  /** Called urgent and yet not in a hurry: urgent wins. */
  | { readonly kind: "no-hurry" }
  /** Two discounts are claimed: the first one named wins. */
  | { readonly kind: "second-discount"; readonly discount: Discount };

export type Intent = {
  readonly customer: Customer;
  readonly receivedOn: Day | null;
  readonly delivery: Delivery | null;
  readonly lines: readonly Line[];
  readonly discount: Discount | null;
  readonly currency: Currency | null;
  readonly isUrgent: boolean;
  readonly remarks: readonly Remark[];
  readonly oddity: Oddity | null;
};
