/**
 * Replaces examples by markers that patterns can name: "2026-03-06" and "YYYY-MM-DD" both show the notation
 * @iso. Works on text as written, because case and punctuation carry the meaning.
 */
type Rewrite = readonly [RegExp, string | ((...groups: string[]) => string)];

const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const ORDINAL =
  "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\\d{1,2}(?:st|nd|rd|th))";

const DATES: readonly Rewrite[] = [
  [/\b(?:\d{4}-\d{2}-\d{2}|y{2,4}-mm-dd|jjjj-mm-tt|year-month-day)\b/gi, " @iso "],
  [/\b(?:\d{1,2}\.\d{1,2}\.\d{4}|d{1,2}\.m{1,2}\.y{2,4}|tt\.mm\.jjjj|day\.month\.year)\b/gi, " @dotted "],
  [/\b(?:\d{1,2}\/\d{1,2}\/\d{4}|m{1,2}\/d{1,2}\/y{2,4}|month\/day\/year)\b/gi, " @slashed "],
  [/\b(?:d{1,2} (?:month|mmmm?) y{2,4}|(?:mmmm?|month) d{1,2},? y{2,4})\b/gi, " @long "],
  [new RegExp(`\\b(?:the )?(?:\\d{1,2}|${ORDINAL})\\.?(?: of)? ${MONTH},? \\d{4}\\b`, "gi"), " @long "],
  [new RegExp(`\\b${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}\\b`, "gi"), " @long "],
];

const PRICES: readonly Rewrite[] = [
  [
    /(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,]\d)|(?<![\d.,])\d+,\d{1,2}(?![\d]|[.,]\d)/g,
    " @comma-cents ",
  ],
  [
    /(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d{1,2}(?![\d.,]\d)|(?<![\d.,])\d+\.\d\d(?![\d]|[.,]\d)/g,
    " @point-cents ",
  ],
  [/(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d]|[.,]\d)/g, " @point-thousand "],
  [/(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d]|[.,]\d)/g, " @comma-thousand "],
];

/** Words in capitals or with a capital that are no names. */
const NO_NAME =
  /^(?:JSON|ISO|EUR|USD|GBP|CHF|SKU|PCE|BX|XPP|ALWAYS|NEVER|ONLY|NOT|MUST|AND|THE|ALL|Always|Never|Write|Put|Use|Give|Names?|Customers?|Format|Unit|Code|First|Last|Given|Family|Next|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;

const nameOr =
  (marker: string) =>
  (whole: string, first: string, second: string): string =>
    NO_NAME.test(first) || NO_NAME.test(second) ? whole : ` ${marker} `;

const NAMES: readonly Rewrite[] = [
  [
    /\b(?:FAMILY|SURNAME|LASTNAME|LAST NAME|LAST),? (?:Given|First|Forename|Firstname|First name)\b/g,
    " @upper-name ",
  ],
  [/\b([A-Z]{3,}) ([A-Z][a-z]+)\b/g, nameOr("@upper-name")],
  [/\b([A-Z][a-z]+), ([A-Z][a-z]+)\b/g, nameOr("@comma-name")],
  [/(?<!^|["“]\s?)\b([A-Z][a-z]+) ([A-Z][a-z]+)\b|(?<=["“])([A-Z][a-z]+) ([A-Z][a-z]+)(?=["”.,])/g, nameAt],
];

function nameAt(whole: string, ...groups: string[]): string {
  const [first = "", second = ""] = groups.slice(0, 4).filter((group) => group !== undefined);
  return nameOr("@given-name")(whole, first, second);
}

export function markExamples(sentence: string): string {
  const named = [...DATES, ...NAMES].reduce(rewrite, readRoundingExample(sentence));
  const isNamePair = (named.match(/@(?:given|comma|upper)-name/g)?.length ?? 0) > 1;
  return PRICES.reduce(rewrite, named) + (isNamePair ? " @name-pair" : "");
}

function rewrite(text: string, [from, to]: Rewrite): string {
  return typeof to === "string" ? text.replace(from, to) : text.replace(from, to);
}

const ROUNDED = /(?<!\d)(\d+\.\d{3,})\D{1,30}?(\d+\.\d\d)(?!\d)/g;

/** "2.345 to 2.35": which ways of rounding do that? A marker replaces the examples when only one way does all. */
function readRoundingExample(sentence: string): string {
  const pairs = [...sentence.matchAll(ROUNDED)].map(([, exact, rounded]) => [exact, rounded] as const);
  if (pairs.length === 0) return sentence;
  const ways = Object.entries(ROUND_MILLS).filter(([, round]) =>
    pairs.every(([exact, rounded]) => round(Number(exact) * 1000) === Math.round(Number(rounded) * 100)),
  );
  const way = ways.length === 1 ? ways[0]?.[0] : undefined;
  return sentence.replace(ROUNDED, way === undefined ? " @rounded " : ` @round-${way} `);
}

/** Thousandths to hundredths. Inputs are short decimals, so rounding the product first removes binary dust. */
const ROUND_MILLS: Readonly<Record<string, (mills: number) => number>> = {
  up: (mills) => Math.floor((Math.round(mills) + 5) / 10),
  even: (mills) => {
    const [whole, rest] = [Math.floor(Math.round(mills) / 10), Math.round(mills) % 10];
    return rest > 5 || (rest === 5 && whole % 2 === 1) ? whole + 1 : whole;
  },
  down: (mills) => Math.floor(Math.round(mills) / 10),
};
