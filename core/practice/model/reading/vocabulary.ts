import type { UnitKind } from "./reading.ts";

/** The English of order messages that the stand-in knows. All lower case. */
const SMALL_NUMBERS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const ROUND_NUMBERS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
};

const smallNumber = SMALL_NUMBERS.slice(1).join("|");
const roundNumber = Object.keys(ROUND_NUMBERS).join("|");

/** A count in figures or words; source text for a regular expression, without groups. */
export const COUNT = `\\d+(?:[.,]\\d+)?|(?:${roundNumber})(?:[- ](?:${smallNumber}))?|${smallNumber}|zero`;

/** "24", "2,5", "twenty-four"; null where the text is no count. */
export function readCount(text: string): number | null {
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return Number(text.replace(",", "."));
  const parts = text.toLowerCase().split(/[- ]/);
  const values = parts.map((part) => ROUND_NUMBERS[part] ?? indexOrNull(SMALL_NUMBERS, part));
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

function indexOrNull(list: readonly string[], word: string): number | null {
  const index = list.indexOf(word);
  return index < 0 ? null : index;
}

const UNITS: { readonly [kind in UnitKind]: string } = {
  piece: "pieces?|pcs?|pce|units?|items?",
  box: "boxe?s?|bx|cartons?|cases?",
  kilo: "kg|kgs|kgm|kilos?|kilograms?|kilogrammes?",
  metre: "m|mtr|metres?|meters?",
  pack: "packs?|pk|pkts?|packets?|packages?",
};

export const UNIT = Object.values(UNITS).join("|");

const UNIT_PATTERNS = (Object.keys(UNITS) as UnitKind[]).map(
  (kind) => [kind, new RegExp(`^(?:${UNITS[kind]})$`, "i")] as const,
);

export function readUnit(word: string): UnitKind | null {
  return UNIT_PATTERNS.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const MONTH =
  "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec";

/** 1 to 12, or 0 where the word is no month. */
export function readMonth(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
export const WEEKDAY = WEEKDAYS.join("|");

/** 0 Sunday to 6 Saturday. */
export function readWeekday(word: string): number {
  return WEEKDAYS.indexOf(word.toLowerCase());
}

const CURRENCIES: readonly (readonly [code: string, pattern: string])[] = [
  ["EUR", "€|\\beur\\b|\\beuros?\\b"],
  ["USD", "\\$|\\busd\\b|\\b(?:us )?dollars?\\b|\\bbucks\\b"],
  ["GBP", "£|\\bgbp\\b|\\bpounds?\\b|\\bquid\\b"],
  ["CHF", "\\bchf\\b|\\b(?:swiss )?francs?\\b"],
];

export const CURRENCY = CURRENCIES.map(([, pattern]) => pattern).join("|");

const CURRENCY_PATTERNS = CURRENCIES.map(([code, pattern]) => [code, new RegExp(pattern, "i")] as const);

/** The code of the currency that is named first, or null. */
export function readCurrency(text: string): string | null {
  const found = CURRENCY_PATTERNS.map(([code, pattern]) => ({ code, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.code ?? null;
}

/** Words whose misspelling would change what is ordered, for respelling: five letters or more. */
export const KEYWORDS: readonly string[] = [
  ...SMALL_NUMBERS,
  ...Object.keys(ROUND_NUMBERS),
  ...WEEKDAYS,
  ..."january february march april august september october november december".split(" "),
  ..."piece pieces boxes kilos kilogram kilograms metre metres packs packet packets dozen pairs".split(" "),
  ..."tomorrow after deliver delivery discount percent voucher urgent instead article apiece".split(" "),
  ..."euros dollars pounds francs sorry rather should days weeks wanted please treat".split(" "),
].filter((word) => word.length >= 5);
