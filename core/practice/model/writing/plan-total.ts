import type { Choices } from "#core/practice/model/conventions.ts";
import type { Reading } from "#core/practice/model/reading/reading.ts";
import { lessPercent, multiply, NANOS_PER_UNIT, roundToCents, toNanos } from "./decimal.ts";
import type { Nanos } from "./decimal.ts";
import type { ResolvedLine } from "./resolve-lines.ts";

export type PlannedTotal = {
  readonly expression: string;
  readonly termCount: number;
  /** What the expression comes to when nothing goes wrong. */
  readonly exact: Nanos;
};

/** A sum under construction: its text, how many summands it has, and its exact value. */
type Sum = { readonly text: string; readonly terms: number; readonly nanos: Nanos };

const FREE_FROM: Readonly<Record<string, number>> = {
  "from-50": 50,
  "from-100": 100,
  "from-200": 200,
};

export function planTotal(
  lines: readonly ResolvedLine[],
  discount: Reading["discount"],
  { choices, shippingFee }: { readonly choices: Choices; readonly shippingFee: number | null },
): PlannedTotal {
  const percent = discount !== null && "percent" in discount ? discount.percent : 0;
  const order = percent === 0 ? undefined : choices["discount-order"];
  let sum = addUp(
    lines.map((line) => (order === "per-line" ? roundedLine(line, percent, choices) : term(line))),
  );
  if (discount !== null && "amount" in discount) sum = plus(sum, -discount.amount);
  if (order === "goods-only") sum = reduce(sum, percent);
  const free = FREE_FROM[choices["free-shipping"] ?? ""];
  const isFree = shippingFee === null || (free !== undefined && sum.nanos >= free * NANOS_PER_UNIT);
  if (!isFree) sum = plus(sum, shippingFee);
  if (order === "goods-and-shipping") sum = reduce(sum, percent);
  return { expression: sum.text, termCount: sum.terms, exact: sum.nanos };
}

function term({ count, price }: ResolvedLine): Sum {
  const text = count === 1 ? decimal(price) : `${decimal(count)}*${decimal(price)}`;
  return { text, terms: 1, nanos: multiply(count, price) };
}

/** One line with its percentage taken off and rounded, which the stand-in does in its head without trouble. */
function roundedLine({ count, price }: ResolvedLine, percent: number, choices: Choices): Sum {
  const exact = lessPercent(multiply(count, price), percent);
  const cents = roundToCents(exact, choices.rounding ?? "");
  const nanos = cents === null ? exact : toNanos(cents / 100);
  return { text: decimal(nanos / NANOS_PER_UNIT), terms: 1, nanos };
}

function addUp(sums: readonly Sum[]): Sum {
  return {
    text: sums.map(({ text }) => text).join("+"),
    terms: sums.length,
    nanos: sums.reduce((total, { nanos }) => total + nanos, 0),
  };
}

function plus(sum: Sum, amount: number): Sum {
  const sign = amount < 0 ? "-" : "+";
  return {
    text: `${sum.text}${sign}${decimal(Math.abs(amount))}`,
    terms: sum.terms + 1,
    nanos: sum.nanos + toNanos(amount),
  };
}

function reduce(sum: Sum, percent: number): Sum {
  const factor = decimal((1000 - Math.round(percent * 10)) / 1000);
  const text = sum.terms === 1 ? `${sum.text}*${factor}` : `(${sum.text})*${factor}`;
  return { text, terms: sum.terms + 1, nanos: lessPercent(sum.nanos, percent) };
}

/** At least two decimals where there are any, as people write money: 3.5 is "3.50", 12 is "12". No exponents. */
function decimal(value: number): string {
  const text = Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/0{1,4}$/, "");
  return text;
}
