import type { ModelPrice } from "./model-groups.ts";

/** What a million tokens cost in US dollars, in and out: `0.25 · 2.00`. */
export function formatPrice({ input, output }: ModelPrice): string {
  return `${toText(input)} · ${toText(output)}`;
}

/** Cents, and more digits only where they say something. */
function toText(usd: number): string {
  const cents = usd.toFixed(2);
  return Number(cents) === usd ? cents : String(Number(usd.toPrecision(3)));
}
