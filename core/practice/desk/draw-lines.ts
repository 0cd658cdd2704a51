import type { RandomStream } from "#core/base/keyed-random.ts";
import type { Extra, Ingredients } from "./class-profiles.ts";
import { drawAmbiguousPrice, drawClearPrice } from "./draw-price.ts";
import type { DecimalMark } from "./draw-price.ts";
import type { Line, Price, SetWord } from "./intent.ts";
import type { Product, World } from "./world.ts";
import type { PriceBand } from "./world-words.ts";

const LINE_EXTRAS: readonly Extra[] = [
  "quantity-words",
  "default-quantity",
  "correction",
  "price-separators",
  "rounding",
  "free-shipping",
];
const EXCLUDING: readonly Extra[] = ["quantity-words", "default-quantity", "correction"];

/** The items, with each line extra given to one of them; at most one that concerns the quantity per item. */
export function drawLines(world: World, ingredients: Ingredients, random: RandomStream): readonly Line[] {
  const mark = random.pick<DecimalMark>([".", ","]);
  const extrasByLine = spreadExtras(ingredients, random);
  const taken = new Set<string>();
  return extrasByLine.map((extras, index) => {
    const product = drawProduct({ world, extras, taken }, random);
    taken.add(product.sku);
    return {
      sku: product.sku,
      description: product.description,
      quantity: drawQuantity(extras, ingredients.hasUnits ? product.unit : null, { index, random, product }),
      price: drawPrice(extras, product, { world, mark, random }),
    };
  });
}

function spreadExtras({ extras, lineCount }: Ingredients, random: RandomStream): Extra[][] {
  const byLine = Array.from({ length: lineCount }, (): Extra[] => []);
  const free = random.shuffle(byLine.map((_, index) => index));
  for (const extra of extras.filter((each) => LINE_EXTRAS.includes(each))) {
    const index = EXCLUDING.includes(extra) ? (free.pop() ?? 0) : random.integer(lineCount);
    byLine[index]?.push(extra);
  }
  return byLine;
}

type ProductQuery = {
  readonly world: World;
  readonly extras: readonly Extra[];
  readonly taken: ReadonlySet<string>;
};

function drawProduct({ world, extras, taken }: ProductQuery, random: RandomStream): Product {
  const band = drawBand(extras, random);
  const open = world.products.filter((product) => product.band === band && !taken.has(product.sku));
  return random.pick(open);
}

function drawBand(extras: readonly Extra[], random: RandomStream): PriceBand {
  if (extras.includes("price-separators")) return random.chance(0.3) ? "dear" : "usual";
  if (extras.includes("free-shipping")) return random.chance(0.95) ? "upper" : "dear";
  if (extras.includes("rounding")) return "small";
  return random.chance(0.12) ? "small" : "usual";
}

type PriceContext = { readonly world: World; readonly mark: DecimalMark; readonly random: RandomStream };

function drawPrice(extras: readonly Extra[], product: Product, { world, mark, random }: PriceContext): Price {
  const { style } = world.house;
  if (!extras.includes("price-separators")) return drawClearPrice(product.band, mark, random);
  // Where the last separator is decimal nobody can write a bare "1.250" for a thousand.
  const isDear = product.band === "dear" && style["price-separators"] !== "last-decimal";
  return drawAmbiguousPrice(isDear ? "dear" : "usual", style, random);
}

type QuantityContext = { readonly index: number; readonly random: RandomStream; readonly product: Product };

function drawQuantity(
  extras: readonly Extra[],
  unit: Product["unit"] | null,
  { index, random, product }: QuantityContext,
): Line["quantity"] {
  if (extras.includes("default-quantity")) return null;
  if (extras.includes("quantity-words")) {
    const set = random.pick<SetWord>(["dozen", "dozen", "pair", "half dozen"]);
    const count = set === "half dozen" ? 1 : 1 + random.integer(3);
    return { count, set, unit: null, correctedTo: null };
  }
  const count = drawCount(index, product.band, random);
  const correctedTo = extras.includes("correction") ? drawOther(count, random) : null;
  return { count, set: null, unit, correctedTo };
}

function drawCount(index: number, band: PriceBand, random: RandomStream): number {
  if (band === "small") return 5 + random.integer(36);
  if (band === "dear") return 1 + random.integer(2);
  if (band === "upper") return 1 + random.integer(8);
  // Later items are often single ones, as an afterthought.
  if (index > 0 && random.chance(0.35)) return 1;
  return 1 + random.integer(6);
}

function drawOther(count: number, random: RandomStream): number {
  const other = count + random.pick([-2, -1, 1, 2, 3]);
  return other < 1 ? count + 4 : other;
}
