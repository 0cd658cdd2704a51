import type { ConventionId } from "#core/practice/model/conventions.ts";

export type OrderField =
  | "customer"
  | "receivedOn"
  | "deliverOn"
  | "items"
  | "discount"
  | "total"
  | "currency"
  | "priority"
  | "notes";

const GOVERNED: { readonly [id in ConventionId]: readonly OrderField[] } = {
  "date-notation": ["receivedOn", "deliverOn"],
  "relative-day": ["deliverOn"],
  "next-weekday": ["deliverOn"],
  "weekend-delivery": ["deliverOn"],
  "name-order": ["customer"],
  "quantity-words": ["items", "total"],
  "default-quantity": ["items", "total"],
  "unit-normalisation": ["items"],
  "price-separators": ["items", "total"],
  rounding: ["total"],
  "discount-order": ["total"],
  "free-shipping": ["total"],
  "default-currency": ["currency"],
  "priority-words": ["priority"],
  notes: ["notes"],
  correction: ["items", "total"],
};

/** The fields of an order that a convention can change. */
export function listFieldsOf(convention: ConventionId): readonly OrderField[] {
  return GOVERNED[convention];
}
