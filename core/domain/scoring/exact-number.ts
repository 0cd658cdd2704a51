import type { NumberReading } from "./read-number.ts";

type Read = Extract<NumberReading, { readonly kind: "number" }>;

/** From here on several whole numbers are one number of a program. */
const FIRST_INEXACT = 2 ** 53;

/** Decimals that are compared of numbers that large. */
const SCALE = 30;
/** Longer ones are compared as programs keep them: they are no labels, and would take long. */
const MOST_DIGITS = 700;

/** Whether two numbers differ by no more than `tolerance`, beyond 2^53 by their digits. */
export function areWithin(one: Read, other: Read, tolerance: number): boolean {
  if (isPastExact(one) || isPastExact(other)) {
    const [a, b] = [toScaled(one), toScaled(other)];
    if (a !== null && b !== null) return Number(a < b ? b - a : a - b) / 10 ** SCALE <= tolerance;
  }
  return Math.abs(one.value - other.value) <= tolerance;
}

/** Whether a program keeps this number only roughly. */
export function isPastExact({ value }: Read): boolean {
  return Math.abs(value) >= FIRST_INEXACT;
}

/** In units of 10^-30, or null where it has too many digits or was no decimal number. */
function toScaled({ decimal }: Read): bigint | null {
  const [, sign = "", whole = "", part = "", power = "0"] =
    /^(-?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/.exec(decimal ?? "-") ?? [];
  const digits = `${whole}${part}`.replace(/^0+/, "");
  const shift = SCALE + Number(power) - part.length;
  if (decimal === null || digits.length > MOST_DIGITS || Math.abs(shift) > MOST_DIGITS) return null;
  const magnitude =
    shift < 0 ? BigInt(`0${digits.slice(0, shift)}`) : BigInt(`0${digits}`) * 10n ** BigInt(shift);
  return sign === "-" ? -magnitude : magnitude;
}
