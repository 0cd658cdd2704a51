import type { HouseStyle } from "./conventions.ts";
import type { House } from "./house.ts";
import type { Intent, Price } from "./intent.ts";
import { quantityOf } from "./label-quantity.ts";

const MICROS_PER_CENT = 10_000;

const THRESHOLD_CENTS = {
  "from-50": 5_000,
  "from-100": 10_000,
  "from-200": 20_000,
  never: Infinity,
} as const;

export function priceThousandths(price: Price, style: HouseStyle): number {
  if (price.kind === "clear") return price.thousandths;
  const thousands = { "comma-decimal": ".", "point-decimal": ",", "last-decimal": null } as const;
  const digits = Number(price.head + price.tail);
  return price.separator === thousands[style["price-separators"]] ? digits * 1000 : digits;
}

/** In whole cents. Exact: all sums are integers in millionths of the currency. */
export function totalCents(intent: Intent, { style, feeCents }: House): number {
  const keep = 1000 - (intent.discount?.kind === "percent" ? intent.discount.permille : 0);
  const amountMicros = intent.discount?.kind === "amount" ? intent.discount.cents * MICROS_PER_CENT : 0;
  const lines = intent.lines.map(
    (line) => quantityOf(line, style).count * priceThousandths(line.price, style) * 1000,
  );
  const order = style["discount-order"];
  // Under "goods-and-shipping" the goods stay whole here: the percentage comes after the fee is decided.
  const goods = lines
    .map((micros) => (order === "goods-and-shipping" ? micros : (micros / 1000) * keep))
    .map((micros) =>
      order === "per-line" && keep < 1000 ? roundToCents(micros, style) * MICROS_PER_CENT : micros,
    )
    .reduce((sum, micros) => sum + micros, -amountMicros);
  const isFree = goods >= THRESHOLD_CENTS[style["free-shipping"]] * MICROS_PER_CENT;
  const beforePercent = goods + (isFree ? 0 : feeCents * MICROS_PER_CENT);
  const total = order === "goods-and-shipping" ? (beforePercent / 1000) * keep : beforePercent;
  return roundToCents(total, style);
}

function roundToCents(micros: number, style: HouseStyle): number {
  const down = Math.floor(micros / MICROS_PER_CENT);
  const twiceRest = 2 * (micros - down * MICROS_PER_CENT);
  if (style.rounding === "down" || twiceRest < MICROS_PER_CENT) return down;
  if (twiceRest > MICROS_PER_CENT || style.rounding === "half-up") return down + 1;
  return down % 2 === 0 ? down : down + 1;
}
