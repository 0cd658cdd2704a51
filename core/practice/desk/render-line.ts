import type { Line, SetWord } from "./intent.ts";
import { writeCents } from "./draw-price.ts";
import { keep } from "./protected-text.ts";
import { numberWord, writeCount, writePrice, writeUnit } from "./render-words.ts";
import type { Voice } from "./render-words.ts";

export type RenderedLine = {
  readonly text: string;
  /** A sentence further down that corrects the quantity, where it isn't corrected on the spot. */
  readonly afterthought: string | null;
};

type Quantity = NonNullable<Line["quantity"]>;

/** One item in this voice. `wrongWord`: a count that the quantity is contradicted by in words, or null. */
export function renderLine(line: Line, voice: Voice, wrongWord: number | null): RenderedLine {
  const isAfterwards = voice.random.chance(0.4);
  const text = layOut(line, quantityPhrase(line, voice, { isAfterwards, wrongWord }), voice);
  const { quantity } = line;
  const isCorrectedLater = isAfterwards && quantity !== null && quantity.correctedTo !== null;
  return { text, afterthought: isCorrectedLater ? correctLater(line, quantity, voice) : null };
}

/** The price as the customer wrote it. */
function writtenPrice(price: Line["price"]): string {
  return price.kind === "clear" ? price.written : `${price.head}${price.separator}${price.tail}`;
}

type PhraseOptions = { readonly isAfterwards: boolean; readonly wrongWord: number | null };

/** "3 boxes", "two dozen", "3, no, make that 4 boxes"; empty where the customer gave no quantity. */
function quantityPhrase(
  { quantity }: Line,
  voice: Voice,
  { isAfterwards, wrongWord }: PhraseOptions,
): string {
  if (quantity === null) return "";
  if (quantity.set !== null) return setPhrase(quantity.count, quantity.set, voice);
  const { count, correctedTo } = quantity;
  if (wrongWord !== null) return withUnit(`${numberWord(wrongWord)} (${count})`, quantity, voice);
  if (correctedTo === null || isAfterwards) return withUnit(writeCount(count, voice), quantity, voice);
  const [first, last] = [writeCount(count, voice), writeCount(correctedTo, voice)];
  const corrected = voice.random.pick([
    `${first}, no, make that ${last}`,
    `${first} (no, make that ${last})`,
    `${first}, sorry, ${last}`,
    `${first}, wait, rather ${last}`,
    `${first} - no, ${last}`,
  ]);
  return withUnit(corrected, { ...quantity, count: correctedTo }, voice);
}

function withUnit(counted: string, { unit, count }: Quantity, voice: Voice): string {
  return unit === null ? counted : `${counted} ${writeUnit(unit, count, voice)}`;
}

function setPhrase(count: number, set: SetWord, voice: Voice): string {
  if (set === "half dozen") return voice.random.pick(["half a dozen", "half a dozen", "a half dozen"]);
  if (count === 1) return voice.random.pick([`a ${set}`, `one ${set}`, `1 ${set}`]);
  return `${writeCount(count, voice)} ${set === "pair" ? "pairs" : set}`;
}

function layOut(line: Line, quantity: string, voice: Voice): string {
  const sku = keep(line.sku);
  const description = keep(line.description);
  const price = writePrice(writtenPrice(line.price), voice);
  if (voice.style === "list") return listLine({ sku, description, price, quantity }, voice);
  if (voice.style === "chat") return chatLine({ sku, description, price, quantity }, voice);
  return proseLine(line, { sku, description, price, quantity }, voice);
}

type Parts = {
  readonly sku: string;
  readonly description: string;
  readonly price: string;
  readonly quantity: string;
};

function listLine({ sku, description, price, quantity }: Parts, { random }: Voice): string {
  const fields = (separator: string, texts: readonly string[]): string =>
    texts.filter((text) => text !== "").join(separator);
  const times = quantity === "" ? "" : `${quantity} `;
  return random.pick([
    fields(", ", [`${sku} ${description}`, quantity, price]),
    fields(" / ", [`${description} ${sku}`, quantity, price]),
    `${times}${sku} ${description} @ ${price}`,
    `${times}${description} (${sku}) @ ${price}`,
    fields(": ", [`${sku} ${description}`, fields(" at ", [quantity, price])]),
  ]);
}

function chatLine({ sku, description, price, quantity }: Parts, { random }: Voice): string {
  const times =
    quantity === "" ? "" : `${quantity}${/^\d+$/.test(quantity) && random.chance(0.6) ? "x" : ""} `;
  return random.pick([
    `${times}${sku} ${description} ${price} each`,
    `${times}${description} ${sku} for ${price}`,
    `${times}${sku} (${description}), ${price} each`,
    `${times}${description} (${sku}) at ${price}`,
  ]);
}

function proseLine(line: Line, { sku, description, price, quantity }: Parts, voice: Voice): string {
  const unit = line.quantity?.unit ?? null;
  const each = voice.random.pick(["each", "apiece", "each", unit === null ? "each" : `a ${unit}`]);
  const of = unit !== null || / of$|pair/.test(quantity) ? " of" : "";
  const counted = quantity === "" ? "the " : `${quantity}${of} `;
  return voice.random.pick([
    `${counted}${description} (${sku}) at ${price} ${each}`,
    `${counted}${description} (${sku}) for ${price} ${each}`,
    `${counted}${sku} (${description}) at ${price} ${each}`,
    `${counted}${description}, article ${sku}, at ${price} ${each}`,
    `${counted}${description}, that is ${sku}, at ${price} ${each}`,
  ]);
}

function correctLater(line: Line, { count, correctedTo }: Quantity, voice: Voice): string {
  const [first, last] = [writeCount(count, voice), writeCount(correctedTo ?? count, voice)];
  const sku = keep(line.sku);
  return voice.random.pick([
    `Sorry, make that ${last} instead of ${first} for ${sku}.`,
    `Wait, ${sku} should be ${last}, not ${first}.`,
    `On second thoughts, ${last} of ${sku}, not ${first}.`,
    `Correction for ${sku}: no, make that ${last}.`,
  ]);
}

/** An amount of money in this voice, for vouchers. */
export function writeAmount(cents: number, voice: Voice): string {
  return writePrice(writeCents(cents, "."), voice);
}
