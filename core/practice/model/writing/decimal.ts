/** Money in whole billionths, so that sums of prices with three decimals times a percentage stay exact. */
export type Nanos = number;

export const NANOS_PER_UNIT = 1_000_000_000;
const NANOS_PER_CENT = 10_000_000;

/** count · price, exact for three decimals each. */
export function multiply(count: number, price: number): Nanos {
  return Math.round(count * 1000) * Math.round(price * 1000) * 1000;
}

/** The part that is left after a percentage with at most one decimal. */
export function lessPercent(nanos: Nanos, percent: number): Nanos {
  return Math.round((nanos / 1000) * (1000 - Math.round(percent * 10)));
}

export function toNanos(amount: number): Nanos {
  return Math.round(amount * NANOS_PER_UNIT);
}

/**
 * The number a tool answered, by its decimal digits: what the tool shows is what gets rounded, so a value like
 * 12.344999999999999 does not count as a tie. Digits beyond billionths are dropped.
 */
export function nanosAsShown(value: number): Nanos {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (match === null) return toNanos(value);
  const [, sign, whole, fraction = ""] = match;
  const nanos = Number(whole) * NANOS_PER_UNIT + Number(fraction.slice(0, 9).padEnd(9, "0"));
  return sign === "-" ? -nanos : nanos;
}

/** To whole cents by a choice of "rounding"; null for a choice that is none. */
export function roundToCents(nanos: Nanos, choice: string): number | null {
  const down = Math.floor(nanos / NANOS_PER_CENT);
  const rest = nanos - down * NANOS_PER_CENT;
  const isOver = rest * 2 > NANOS_PER_CENT;
  const isTie = rest * 2 === NANOS_PER_CENT;
  switch (choice) {
    case "half-up":
      return isOver || isTie ? down + 1 : down;
    case "half-even":
      return isOver || (isTie && down % 2 !== 0) ? down + 1 : down;
    case "down":
      return down;
    default:
      return null;
  }
}
