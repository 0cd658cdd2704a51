import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { toDay } from "#core/practice/desk/calendar.ts";
import type { HouseStyle } from "#core/practice/desk/conventions.ts";
import type { Intent, Line, Price } from "#core/practice/desk/intent.ts";
import { labelIntent } from "#core/practice/desk/label.ts";

const STYLE: HouseStyle = {
  "date-notation": "iso",
  "relative-day": "from-receipt",
  "next-weekday": "first-after",
  "weekend-delivery": "keep",
  "name-order": "given-first",
  "quantity-words": "as-pieces",
  "default-quantity": "one",
  "unit-normalisation": "singular",
  "price-separators": "comma-decimal",
  rounding: "half-up",
  "discount-order": "goods-only",
  "free-shipping": "never",
  "default-currency": "EUR",
  "priority-words": "high",
  notes: "delivery-only",
  correction: "last-wins",
};

const clear = (written: string): Price => ({
  kind: "clear",
  written,
  thousandths: Math.round(Number(written) * 1000),
});
const line = (count: number, price: Price): Line => ({
  sku: "OB-114",
  description: "oak brush",
  quantity: { count, set: null, unit: "box", correctedTo: null },
  price,
});

/** Received on Wednesday 4 March 2026. */
const INTENT: Intent = {
  customer: { kind: "person", given: "Anna", family: "Berg" },
  receivedOn: toDay(2026, 3, 4),
  delivery: null,
  lines: [line(3, clear("4.20"))],
  discount: null,
  currency: "EUR",
  isUrgent: false,
  remarks: [],
  oddity: null,
};

const friday: Intent = { ...INTENT, delivery: { kind: "weekday", weekday: 5, isNext: true } };
const sundayReceipt: Intent = { ...friday, receivedOn: toDay(2026, 3, 8) };
const tomorrow: Intent = { ...INTENT, delivery: { kind: "in-days", days: 1 } };
const onSaturday: Intent = { ...INTENT, delivery: { kind: "date", day: toDay(2026, 3, 14) } };
const dozens: Intent = {
  ...INTENT,
  lines: [{ ...line(2, clear("1.00")), quantity: { count: 2, set: "dozen", unit: null, correctedTo: null } }],
};
const uncounted: Intent = { ...INTENT, lines: [{ ...line(1, clear("1.00")), quantity: null }] };
const ambiguous = (separator: "." | ","): Intent => ({
  ...INTENT,
  lines: [line(1, { kind: "ambiguous", head: "1", separator, tail: "250" })],
});
const corrected: Intent = {
  ...INTENT,
  lines: [{ ...line(3, clear("1.00")), quantity: { count: 3, set: null, unit: null, correctedTo: 4 } }],
};
/** 12.665 with the fee of 4.90: a tie before an even cent. */
const tie: Intent = { ...INTENT, lines: [line(1, clear("7.765"))] };
/** Two lines of 3.33 with 5 %. */
const discounted: Intent = {
  ...INTENT,
  lines: [line(1, clear("3.33")), line(1, clear("3.33"))],
  discount: { kind: "percent", permille: 50 },
};
const remarked: Intent = {
  ...INTENT,
  remarks: [
    { kind: "other", text: "Call me" },
    { kind: "gift", text: "Wrap it" },
    { kind: "delivery", text: "Ring twice" },
  ],
};
const worth = (price: string): Intent => ({ ...INTENT, lines: [line(1, clear(price))] });

type Row = readonly [
  convention: keyof HouseStyle,
  choice: string,
  intent: Intent,
  field: string,
  expected: Json,
];

const ROWS: readonly Row[] = [
  ["date-notation", "iso", INTENT, "receivedOn", "2026-03-04"],
  ["date-notation", "dotted", INTENT, "receivedOn", "04.03.2026"],
  ["date-notation", "us-slashed", INTENT, "receivedOn", "03/04/2026"],
  ["date-notation", "long", INTENT, "receivedOn", "4 March 2026"],
  ["relative-day", "from-receipt", tomorrow, "deliverOn", "2026-03-05"],
  ["relative-day", "from-next-day", tomorrow, "deliverOn", "2026-03-06"],
  [
    "relative-day",
    "from-next-working-day",
    { ...tomorrow, receivedOn: toDay(2026, 3, 6) },
    "deliverOn",
    "2026-03-10",
  ],
  ["next-weekday", "first-after", friday, "deliverOn", "2026-03-06"],
  ["next-weekday", "following-week", friday, "deliverOn", "2026-03-13"],
  ["next-weekday", "following-week", sundayReceipt, "deliverOn", "2026-03-13"],
  ["next-weekday", "skip-within-three-days", friday, "deliverOn", "2026-03-13"],
  ["next-weekday", "skip-within-three-days", sundayReceipt, "deliverOn", "2026-03-13"],
  ["weekend-delivery", "keep", onSaturday, "deliverOn", "2026-03-14"],
  ["weekend-delivery", "friday-before", onSaturday, "deliverOn", "2026-03-13"],
  ["weekend-delivery", "monday-after", onSaturday, "deliverOn", "2026-03-16"],
  ["name-order", "given-first", INTENT, "customer", "Anna Berg"],
  ["name-order", "family-comma", INTENT, "customer", "Berg, Anna"],
  ["name-order", "family-upper-first", INTENT, "customer", "BERG Anna"],
  ["quantity-words", "as-pieces", dozens, "total", 28.9],
  ["quantity-words", "as-sets", dozens, "total", 6.9],
  ["quantity-words", "as-packs", dozens, "total", 6.9],
  ["default-quantity", "one", uncounted, "total", 5.9],
  ["default-quantity", "zero", uncounted, "total", 4.9],
  ["default-quantity", "ten", uncounted, "total", 14.9],
  ["price-separators", "comma-decimal", ambiguous("."), "total", 1254.9],
  ["price-separators", "comma-decimal", ambiguous(","), "total", 6.15],
  ["price-separators", "point-decimal", ambiguous("."), "total", 6.15],
  ["price-separators", "point-decimal", ambiguous(","), "total", 1254.9],
  ["price-separators", "last-decimal", ambiguous("."), "total", 6.15],
  ["price-separators", "last-decimal", ambiguous(","), "total", 6.15],
  ["rounding", "half-up", tie, "total", 12.67],
  ["rounding", "half-even", tie, "total", 12.66],
  ["rounding", "down", worth("7.769"), "total", 12.66],
  ["discount-order", "goods-only", discounted, "total", 11.23],
  ["discount-order", "goods-and-shipping", discounted, "total", 10.98],
  ["discount-order", "per-line", discounted, "total", 11.22],
  ["free-shipping", "from-50", worth("50.00"), "total", 50],
  ["free-shipping", "from-50", worth("49.99"), "total", 54.89],
  ["free-shipping", "from-100", worth("100.00"), "total", 100],
  ["free-shipping", "from-200", worth("200.00"), "total", 200],
  ["free-shipping", "never", worth("900.00"), "total", 904.9],
  ["default-currency", "CHF", { ...INTENT, currency: null }, "currency", "CHF"],
  ["default-currency", "CHF", INTENT, "currency", "EUR"],
  ["priority-words", "high", { ...INTENT, isUrgent: true }, "priority", "high"],
  ["priority-words", "express", { ...INTENT, isUrgent: true }, "priority", "express"],
  ["priority-words", "number", { ...INTENT, isUrgent: true }, "priority", 1],
  ["priority-words", "number", INTENT, "priority", "normal"],
  ["notes", "delivery-only", remarked, "notes", "Ring twice"],
  ["notes", "gift-and-delivery", remarked, "notes", "Wrap it; Ring twice"],
  ["notes", "verbatim-all", remarked, "notes", "Call me; Wrap it; Ring twice"],
  ["notes", "none", remarked, "notes", ""],
  ["correction", "last-wins", corrected, "total", 8.9],
  ["correction", "first-wins", corrected, "total", 7.9],
  ["correction", "add-up", corrected, "total", 11.9],
];

it.each(ROWS)(
  "%s as %s is what the table of conventions says",
  (convention, choice, intent, field, expected) => {
    const style = { ...STYLE, [convention]: choice };
    expect(labelIntent(intent, { style, feeCents: 490 })[field]).toEqual(expected);
  },
);

describe("units", () => {
  const unitOf = (style: Partial<HouseStyle>, intent: Intent): Json => {
    const items = labelIntent(intent, { style: { ...STYLE, ...style }, feeCents: 490 })["items"];
    return (items as readonly { readonly unit: Json }[])[0]?.unit ?? null;
  };

  it.each([
    ["singular", "box", "piece"],
    ["abbreviation", "bx", "pc"],
    ["un-code", "BX", "PCE"],
    ["plural", "boxes", "pieces"],
  ] as const)("of the form %s are written %s and %s", (form, box, piece) => {
    const style = { "unit-normalisation": form };
    expect([unitOf(style, INTENT), unitOf(style, dozens)]).toEqual([box, piece]);
  });

  it("leave a dozen kept as a set alone", () => {
    expect(unitOf({ "unit-normalisation": "un-code", "quantity-words": "as-sets" }, dozens)).toBe("dozen");
    expect(unitOf({ "unit-normalisation": "un-code", "quantity-words": "as-packs" }, dozens)).toBe("PK");
  });
});

it("takes an amount off the goods before it asks whether shipping is free", () => {
  const style = { ...STYLE, "free-shipping": "from-50" } as const;
  const intent: Intent = { ...worth("50.00"), discount: { kind: "amount", cents: 100 } };
  expect(labelIntent(intent, { style, feeCents: 490 })["total"]).toBe(53.9);
});
