import type { RandomStream } from "#core/base/keyed-random.ts";
import { twoDigits } from "./calendar.ts";
import type { HouseStyle } from "./conventions.ts";
import type { Price } from "./intent.ts";
import type { PriceBand } from "./world-words.ts";

/** How one customer writes numbers; the same throughout a message. */
export type DecimalMark = "." | ",";

const RANGE_CENTS: { readonly [band in "usual" | "upper" | "dear"]: readonly [from: number, to: number] } = {
  usual: [95, 990],
  upper: [1500, 8900],
  dear: [105_000, 390_000],
};

/** A price that means the same in every house. "small" ones have three decimals and a leading zero: "0.125". */
export function drawClearPrice(band: PriceBand, mark: DecimalMark, random: RandomStream): Price {
  if (band === "small") {
    const thousandths = 45 + 10 * random.integer(94);
    return { kind: "clear", written: `0${mark}${String(thousandths).padStart(3, "0")}`, thousandths };
  }
  const [from, to] = RANGE_CENTS[band];
  const step = random.pick([1, 5, 5, 10]);
  const cents = Math.ceil((from + random.integer(to - from)) / step) * step;
  return { kind: "clear", written: writeCents(cents, mark), thousandths: cents * 10 };
}

/** "12.50"; over a thousand "1.250,00", where two kinds of separator leave no doubt. */
export function writeCents(cents: number, mark: DecimalMark): string {
  const whole = Math.floor(cents / 100);
  const rest = `${mark}${twoDigits(cents % 100)}`;
  if (whole < 1000) return `${whole}${rest}`;
  const group = mark === "." ? "," : ".";
  return `${Math.floor(whole / 1000)}${group}${String(whole % 1000).padStart(3, "0")}${rest}`;
}

/**
 * A price that houses read differently, written so that this house's reading suits the article: thousands for a
 * dear one, a few units with three decimals for any other.
 */
export function drawAmbiguousPrice(band: PriceBand, style: HouseStyle, random: RandomStream): Price {
  const head = String(1 + random.integer(band === "dear" ? 3 : 8));
  const tail = String((band === "dear" ? 10 : 5) * (10 + random.integer(90))).padStart(3, "0");
  const convention = style["price-separators"];
  if (convention === "last-decimal") {
    return { kind: "ambiguous", head, separator: random.pick([".", ","]), tail };
  }
  const decimal = convention === "comma-decimal" ? "," : ".";
  const thousands = decimal === "," ? "." : ",";
  return { kind: "ambiguous", head, separator: band === "dear" ? thousands : decimal, tail };
}
