import type { Json, JsonObject } from "#core/base/json.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { NANOS_PER_UNIT, nanosAsShown, roundToCents, toNanos } from "./decimal.ts";
import type { Nanos } from "./decimal.ts";
import type { OrderPlan } from "./plan-order.ts";

/** What a calculator tool answered, or the stand-in's own head. */
export type Arithmetic =
  | { readonly value: number }
  | { readonly mental: RandomStream; readonly isChecked: boolean };

/** The order with its total, in the usual order of keys. The rounding is applied to whatever value came out. */
export function finishOrder(plan: OrderPlan, arithmetic: Arithmetic): JsonObject {
  const total = plan.expression === null ? null : writeTotal(plan, arithmetic);
  const { customer, receivedOn, deliverOn, items, discount, ...after } = plan.fields;
  const before = { customer, receivedOn, deliverOn, items, discount };
  return { ...before, total, ...after } as JsonObject;
}

function writeTotal(plan: OrderPlan, arithmetic: Arithmetic): Json {
  if ("value" in arithmetic) {
    const { value } = arithmetic;
    if (!Number.isFinite(value)) return null;
    return inCents(nanosAsShown(value), plan.rounding) ?? value;
  }
  const nanos = calculateMentally(plan, arithmetic);
  return inCents(nanos, plan.rounding) ?? nanos / NANOS_PER_UNIT;
}

function inCents(nanos: Nanos, rounding: string | null): number | null {
  const cents = rounding === null ? null : roundToCents(nanos, rounding);
  return cents === null ? null : cents / 100;
}

/** Chance of a wrong result by the number of summands: up to two are safe, five and more go wrong most of the time. */
const ERROR_RATES = [0, 0, 0, 0.6, 0.72, 0.85] as const;
/** The share of its errors that it finds when told to check. */
const FOUND = 0.4;
/** A carry forgotten or made twice. */
const CARRIES = [0.1, -0.1, 1, -1, 10, -10, 0.9, -0.9] as const;

type Mental = { readonly mental: RandomStream; readonly isChecked: boolean };

function calculateMentally({ exact, termCount }: OrderPlan, { mental, isChecked }: Mental): Nanos {
  // Always the same three draws, so that checking changes nothing but the errors it finds.
  const [fate, found, carry] = [mental.next(), mental.next(), mental.pick(CARRIES)];
  const rate = ERROR_RATES[Math.min(termCount, ERROR_RATES.length - 1)] ?? 0;
  const isWrong = fate < rate && !(isChecked && found < FOUND);
  return isWrong ? exact + toNanos(carry) : exact;
}
