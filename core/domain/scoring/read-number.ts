import { findLastChain, LOOK, type Part } from "./number-chain.ts";
import type { Decimals, NumberStyle } from "./number-forms.ts";
import { isNegative, isUnclearAhead, isUnclearBehind } from "./number-surroundings.ts";
import { toNumberText } from "./number-text.ts";
import { spellChain } from "./spell-chain.ts";
import { endsInWords, numberInWords } from "./spelt-numbers.ts";

/**
 * What a text says as its last number. `unclear`: something stands there that is written as a number and cannot be read
 * for sure, such as "3-5", "1.2.3" or "12:30": it is no number, and no other one is taken in its place. `decimal`: its digits
 * as a program writes them, all of them; a fraction has none. `style`: how its decimals are written [S17].
 */
export type NumberReading =
  | {
      readonly kind: "number";
      readonly value: number;
      readonly decimal: string | null;
      readonly style: NumberStyle;
    }
  | { readonly kind: "unclear"; readonly written: string }
  | { readonly kind: "none" };

/**
 * The last number of a text as people and models write it: 1234, 1,234.50, 1.234,50, 3,5, 1'234, .5, 1.2e-3, 1.2×10^-3, 1/2,
 * 1 ½, \frac{1}{2}, 1.5 million, digits of other scripts; its currency, unit and percent signs left aside ("60%" is 60).
 * Calculations, ranges, dates, times and roots are no numbers, and digits in names (H2O, x1) say none. `decimals` says what
 * parts decimals, where that is known. A number is always finite. Linear in the length of the text [S42].
 */
export function readLastNumber(text: string, decimals?: Decimals): NumberReading {
  const plain = toNumberText(text);
  const found = findLastChain(plain);
  if (found === null) {
    const written = numberInWords(plain);
    return written === null ? { kind: "none" } : { kind: "unclear", written };
  }
  const { chain, isList } = found;
  const [first] = chain.parts;
  const last = chain.parts.at(-1);
  if (first === undefined || last === undefined) return { kind: "none" };
  const before = plain.slice(Math.max(0, first.at - LOOK), first.at);
  const after = plain.slice(last.end, last.end + LOOK);
  if ((isList && /^[\s)\]}.]*$/.test(after)) || isUnclearAlone(before, last, after))
    return unclear(plain.slice(Math.max(0, first.at - LOOK), last.end + LOOK));
  if (isUnclearBehind(before) || isUnclearAhead(after) || endsInWords(plain.slice(last.end)))
    return unclear(plain.slice(Math.max(0, first.at - AROUND), last.end + AROUND));
  const number = spellChain(chain, after, decimals);
  if (number === null) return unclear(plain.slice(first.at, last.end));
  const { value, decimal, style } = number;
  return isNegative(before)
    ? { kind: "number", value: -value, decimal: decimal === null ? null : `-${decimal}`, style }
    : { kind: "number", value, decimal, style };
}

/** How much around the digits is shown where it is what makes them unclear. */
const AROUND = 12;

function unclear(written: string): NumberReading {
  return { kind: "unclear", written: written.trim() };
}

/** Signs that are an amount only where the whole text is nothing else: a bracket around it or a minus behind it is a debt. */
function isUnclearAlone(before: string, { written }: Part, after: string): boolean {
  const isWhole = /^\s*\(?[$€£¥₹]?\s?$/u.test(before);
  if (isWhole && (/\(/.test(before) ? /^\s?%?\)\s*$/ : /^\s?[-−]\s*$/u).test(after)) return true;
  const isInBrackets = /[([{]$/.test(before) && /^[)\]}]/.test(after);
  return isInBrackets && /^\d+,\d{1,2}(?:\d{2,})?$/.test(written);
}
