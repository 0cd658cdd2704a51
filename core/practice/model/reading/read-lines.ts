import { findQuantities, readCorrection, settleQuantities } from "./read-quantity.ts";
import { readDescription } from "./read-description.ts";
import type { Chunk } from "./read-description.ts";
import type { LineReading } from "./reading.ts";
import { CURRENCY, UNIT } from "./vocabulary.ts";

const SKU = /\b[A-Z]{1,4}-\d{2,6}\b/g;
const NUMBER = /\d+(?:[.,]\d+)*/g;
const MONEY_BEFORE = new RegExp(`(?:${CURRENCY}|@|\\bat|\\bfor|\\bprice:?)\\s*$`, "i");
const MONEY_AFTER = new RegExp(`^\\s?(?:${CURRENCY})`, "i");
const UNIT_AFTER = new RegExp(`^ ?(?:${UNIT})\\b`, "i");
const PRICE_TAIL = new RegExp(
  `^\\s?(?:(?:${CURRENCY})\\s?)?(?:,? ?(?:each|apiece|a piece|(?:an?|per|the) (?:${UNIT})\\b))?`,
  "i",
);

export type FoundLine = LineReading & {
  /** Another article stands in the same sentence or row. */
  readonly hasNeighbour: boolean;
  readonly isContradictory: boolean;
};

/** The articles of the sentences, in order. One that comes again corrects the quantity of the first. */
export function readLines(sentences: readonly string[]): FoundLine[] {
  const lines: FoundLine[] = [];
  for (const sentence of sentences) {
    const chunks = cutByArticle(sentence);
    for (const chunk of chunks) {
      const known = lines.findIndex(({ sku }) => sku === chunk.sku);
      if (known < 0) lines.push(readChunk(chunk, chunks.length > 1));
      else lines[known] = correct(lines[known] as FoundLine, sentence);
    }
  }
  return lines;
}

export function hasArticle(sentence: string): boolean {
  return sentence.search(SKU) >= 0;
}

/** One chunk per article number. In a message the price follows its article, and what follows is the next one's. */
function cutByArticle(sentence: string): Chunk[] {
  const skus = [...sentence.matchAll(SKU)];
  let from = 0;
  return skus.map((match, index) => {
    const start = match.index + match[0].length;
    const limit = skus[index + 1]?.index ?? sentence.length;
    const price = findPrice(sentence.slice(start, limit));
    const before = sentence.slice(from, match.index);
    const after = sentence.slice(start, price === null ? limit : start + price.at);
    from = price === null ? start : start + price.end;
    return { sku: match[0], before, after, price: price?.written ?? null };
  });
}

type FoundPrice = { readonly at: number; readonly end: number; readonly written: string };

function findPrice(text: string): FoundPrice | null {
  for (const match of text.matchAll(NUMBER)) {
    const [written] = match;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + written.length);
    const isMoney = /[.,]\d{2,}$/.test(written) || MONEY_AFTER.test(after);
    const isCount = UNIT_AFTER.test(after) && !isMoney;
    if (isCount || !(isMoney || (MONEY_BEFORE.test(before) && !/ x?$/.test(after.slice(0, 2))))) continue;
    const tail = PRICE_TAIL.exec(after)?.[0].length ?? 0;
    return { at: match.index, end: match.index + written.length + tail, written };
  }
  return null;
}

function readChunk(chunk: Chunk, hasNeighbour: boolean): FoundLine {
  const before = findQuantities(chunk.before);
  const zone = before.length > 0 ? chunk.before : chunk.after;
  const found = before.length > 0 ? before : findQuantities(chunk.after);
  const { quantities, isContradictory } = settleQuantities(zone, found);
  const description = readDescription(chunk);
  return { sku: chunk.sku, description, quantities, price: chunk.price, hasNeighbour, isContradictory };
}

function correct(line: FoundLine, sentence: string): FoundLine {
  const correction = readCorrection(sentence.replaceAll(SKU, " "));
  const first = line.quantities[0];
  if (correction === null || first === undefined) return line;
  return { ...line, quantities: [...line.quantities, { ...first, ...correction }] };
}
