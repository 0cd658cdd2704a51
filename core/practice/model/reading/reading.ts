/**
 * What the stand-in took from a message, before any convention is applied: words as they stand and what they
 * can only mean. Where houses differ (what "next Friday" is, how "1.250" is read) the reading keeps the question
 * open and planOrder answers it. A message that is no order gives a reading that is mostly empty.
 */
export type CalendarDate = {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
};

export type NameReading = {
  readonly written: string;
  /** Null for both: a firm, or a name of one word; it is written as it stands. */
  readonly given: string | null;
  readonly family: string | null;
};

export type DateReading = { readonly written: string; readonly date: CalendarDate };

export type DeliveryReading =
  | { readonly kind: "date"; readonly written: string; readonly date: CalendarDate }
  /** "tomorrow" is 1, "in a week" 7. */
  | { readonly kind: "in-days"; readonly written: string; readonly days: number }
  /** `weekday`: 0 Sunday to 6 Saturday. Without `isNext` it is the first such day after receipt in every house. */
  | {
      readonly kind: "weekday";
      readonly written: string;
      readonly weekday: number;
      readonly isNext: boolean;
    };

export type UnitKind = "piece" | "box" | "kilo" | "metre" | "pack";

export type QuantityReading = {
  readonly written: string;
  readonly count: number;
  /** "two dozen": count 2, set dozen of 12. Half a dozen is one set of 6. */
  readonly set: { readonly word: "dozen" | "half dozen" | "pair"; readonly size: number } | null;
  readonly unit: { readonly kind: UnitKind; readonly written: string } | null;
};

export type LineReading = {
  readonly sku: string;
  readonly description: string;
  /** In the order they were said; more than one where the customer corrected it; none where none was given. */
  readonly quantities: readonly QuantityReading[];
  /** As written, digits and separators only: "1.250", "3,50". Null where none was found. */
  readonly price: string | null;
};

export type RemarkReading = { readonly kind: "delivery" | "gift" | "other"; readonly text: string };

export type Reading = {
  readonly customer: NameReading | null;
  readonly received: DateReading | null;
  readonly delivery: DeliveryReading | null;
  readonly lines: readonly LineReading[];
  readonly discount: { readonly percent: number } | { readonly amount: number } | null;
  /** Upper-case code of a currency the message names, by sign, word or code. */
  readonly currency: string | null;
  /** The urgent word as written, lower case: "asap". */
  readonly urgency: string | null;
  readonly remarks: readonly RemarkReading[];
};
