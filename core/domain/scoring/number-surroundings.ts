import { isAttachedUnit, magnitudeOf, wordAfter } from "./number-units.ts";

/** What stands around digits and says what they are. All patterns look at a short piece of text. */

const MONTHS =
  "Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|Mar(?:ch|s)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre";

/** Letters of scripts that part their words; others run on to the digits. */
const LETTER = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]`;

/** Written before an amount. */
const MONEY =
  /(?:(?<!\p{L})(?:US|CA|AU|NZ|HK|NT|R|C|A|S)\$|(?<!\p{L})(?:USD|EUR|GBP|CHF|INR|JPY|CNY|RMB|Rs|Rp|RM|kr|zł|руб))\.?$/u;

/** The end of a name that has digits in it, or of a power of a letter: x1, A4, H2O, GPT-4, x_12, m^2. */
const NAME = new RegExp(
  String.raw`(?:(?![ºª])${LETTER}|[\p{L}\p{N})][_]\{?|\p{L}\^[({]?[-−+]?|(?<!\p{L})\p{L}\*\*|(?<!\p{L})\p{Lu}{2,}-)$`,
  "u",
);

/** Digits behind these are a part of a name and say no number, so they are passed over. */
export function isInName(before: string): boolean {
  return NAME.test(before) && !MONEY.test(before);
}

/** What makes the digits behind it a part of something else. */
const UNCLEAR_BEFORE: readonly RegExp[] = [
  /[√∛∜π±≤≥∞][ ]?[({]?$/u,
  /\+\/-\s?$/u,
  /(?:sqrt|log|ln|lg|sin|cos|tan|exp)[\d₀-₉_]{0,4}\s?[({]?$/iu,
  /\p{L}\($/u,
  // The operand of a calculation.
  /[)\]}]\s?[+×/^÷·∙⋅][ ]?[({]?$/u,
  /[)\]}](?<gap>\s?)[-−–*]\k<gap>[({]?$/u,
  /(?<![\p{L}\p{N}'’])(?![aAI])\p{L}(?<gap>\s?)[-−–+×*/÷·]\k<gap>[({]?$/u,
  /\p{L}[-/]$/u,
  /[)\]}][({]$/u,
  // "No.5" is no half.
  /\p{L}\.$/u,
  /[-−][-−]$/u,
  new RegExp(String.raw`(?<!\p{L})(?:${MONTHS})\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?$`, "u"),
];

export function isUnclearBehind(before: string): boolean {
  const bare = before.replace(MONEY, "");
  return isCompared(bare) || UNCLEAR_BEFORE.some((pattern) => pattern.test(bare));
}

/** More or less than it, as in "x > 5"; not a tag, an arrow or the mark of a quotation. */
function isCompared(before: string): boolean {
  return /[<>]\s?$/.test(before) && !/(?:<[^<>]*|[-=<>])[<>]\s?$|(?:^|\n)> $/.test(before);
}

/** What makes the digits before it a part of something else. */
const UNCLEAR_BEFORE_IT: readonly RegExp[] = [
  /^\s?[π√∛^≤≥]/u,
  /^\+(?!\d)/u,
  /^\s[<>]\s/u,
  /^\s?(?:[ap]\.?m\b|o['’]clock|Uhr\b)/iu,
  /^(?<gap>\s?)[+×÷]\k<gap>[({]?\p{L}(?!\p{L})/u,
  /^(?<gap>\s?)[-−–]\k<gap>(?![aAI])\p{L}(?!\p{L})/u,
  new RegExp(String.raw`^(?:st|nd|rd|th|\.)? (?:of )?(?:${MONTHS})(?!\p{L})`, "u"),
];

export function isUnclearAhead(after: string): boolean {
  if (UNCLEAR_BEFORE_IT.some((pattern) => pattern.test(after))) return true;
  const word = wordAfter(after);
  if (magnitudeOf(word) === null) return !after.startsWith(" ") || !/^[kKmMbBT]$/.test(word);
  const isAttached = new RegExp(`^${LETTER}`, "u").test(after);
  return isAttached && !isAttachedUnit(word) && magnitudeOf(word) === 0;
}

/** A minus right before the digits or their currency sign; not the one of "10-5" or of the list item "- 5". */
const MINUS =
  /(?:^|[^\p{L}\p{N}_.)\]])[-−–﹣－‑](?:\p{Lu}{0,2}[$€£¥₹₽₩]\s?)?$|[$€£¥₹]\s?[-−–]$|[=≈(]\s?[-−–﹣－]\s?$/u;
const MINUS_WORD = /(?<!\p{L})(?:minus|negative|moins|menos|meno)\s[$€£¥₹]?$/iu;

export function isNegative(before: string): boolean {
  return MINUS.test(before) || MINUS_WORD.test(before);
}
