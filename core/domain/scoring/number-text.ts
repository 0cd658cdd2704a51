/** Marks of direction and joiners, which change nothing of what is read. */
const INVISIBLE = /[\u061c\u200d-\u200f\u2060\u2066-\u2069\ufeff]/g;

/** Digits of another script than 0 to 9, with what parts decimals and thousands among them. */
const FOREIGN_DIGITS = /(?<!\d)(?!\d)\p{Nd}(?:[٫٬．，]?(?!\d)\p{Nd})*(?!\d)/gu;

/** What stands for a fraction in one character. */
const VULGAR: Readonly<Record<string, string>> = {
  "¼": "1/4",
  "½": "1/2",
  "¾": "3/4",
  "⅐": "1/7",
  "⅑": "1/9",
  "⅒": "1/10",
  "⅓": "1/3",
  "⅔": "2/3",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅚": "5/6",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
};

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const RAISED_AS = "0123456789+-";

/**
 * A text with its numbers spelled as a program may read them: digits of every script as 0 to 9, LaTeX as the signs it stands
 * for, powers of ten and fractions of one character written out. Where a part of it is in a \boxed{}, that is the answer:
 * the last one is all that is left. Linear in the length of the text.
 */
export function toNumberText(text: string): string {
  const visible = text.replaceAll(INVISIBLE, "");
  const spelled = /\\|\{,\}|\{\.\}/.test(visible) ? readLatex(lastBoxed(visible)) : visible;
  return toLatinDigits(spelled)
    .replaceAll(
      /(?<![\d.,])10([⁺⁻]?[⁰¹²³⁴-⁹]{1,4})(?![⁰¹²³⁴-⁹])/g,
      (_, raised: string) => `10^${lower(raised)}`,
    )
    .replaceAll(/(\d)? ?([¼-¾⅐-⅞])/g, (_, whole: string | undefined, part: string) =>
      whole === undefined ? `${VULGAR[part] ?? part}` : `${whole} ${VULGAR[part] ?? part}`,
    );
}

function lower(raised: string): string {
  return raised.replaceAll(/./gu, (character) => RAISED_AS[RAISED.indexOf(character)] ?? "");
}

/** In another script ٫ and ． part decimals, ٬ and ， thousands. A number in two scripts stays as it is written. */
function toLatinDigits(text: string): string {
  if (!/(?!\d)\p{Nd}/u.test(text)) return text;
  return text.replaceAll(FOREIGN_DIGITS, (written) => {
    const characters = Array.from(written);
    const zeros = new Set(characters.filter((each) => SEPARATORS[each] === undefined).map(zeroOf));
    return zeros.size > 1
      ? written
      : characters
          .map((each) => SEPARATORS[each] ?? String((each.codePointAt(0) ?? 0) - zeroOf(each)))
          .join("");
  });
}

const SEPARATORS: Readonly<Record<string, string>> = { "٫": ".", "٬": "'", "．": ".", "，": "," };

/** The nought of a digit's script: each ten of them stand in a row, and some rows touch. */
function zeroOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return code - ((code - first) % 10);
}

const BOX = String.raw`\boxed{`;

function lastBoxed(text: string): string {
  const at = text.lastIndexOf(BOX);
  if (at === -1) return text;
  let depth = 1;
  let end = at + BOX.length;
  for (; end < text.length && depth > 0; end += 1) {
    if (text[end] === "{") depth += 1;
    else if (text[end] === "}") depth -= 1;
  }
  const inside = text.slice(at + BOX.length, depth === 0 ? end - 1 : end);
  // There a comma parts the answers of a list, unless it parts thousands: LaTeX writes the other one {,}.
  return inside.replaceAll(/(?<=\d),(?!\d{3}(?!\d))(?=\d)/g, ", ");
}

const ARGUMENT = String.raw`\s*(?:\{\s*(-?\d+)\s*\}|(\d))`;
const FRACTION = new RegExp(String.raw`\\[dtc]?frac${ARGUMENT}${ARGUMENT}`, "g");

/** LaTeX's words for what stands in numbers and beside them. A root or a fraction of something else is a √: unclear. */
const COMMANDS: ReadonlyArray<readonly [command: RegExp, sign: string]> = [
  [/\{([.,])\}/g, "$1"],
  [/\\(?:left|right|big|Big|bigl|bigr|displaystyle|mathstrut)(?![A-Za-z])/g, ""],
  [/\\!/g, ""],
  [/\\[,:;]/g, "\u2009"],
  [/\\(?:quad|qquad|enspace)(?![A-Za-z])|\\ /g, " "],
  [/\\[dtc]?frac(?![A-Za-z])|\\sqrt(?![A-Za-z])(?:\[[^\]]{0,9}\])?/g, "√"],
  [/\\pi(?![A-Za-z])/g, "π"],
  [/\\infty(?![A-Za-z])/g, "∞"],
  [/\\times(?![A-Za-z])/g, "×"],
  [/\\cdot(?![A-Za-z])/g, "·"],
  [/\\div(?![A-Za-z])/g, "÷"],
  [/\\pm(?![A-Za-z])/g, "±"],
  [/\\leq?(?![A-Za-z])/g, "≤"],
  [/\\geq?(?![A-Za-z])/g, "≥"],
  [/\^\{?\\circ\}?|\\degree(?![A-Za-z])/g, "°"],
  [/\\(?:approx|sim|simeq)(?![A-Za-z])/g, "≈"],
  [/\\([%$#&_])/g, "$1"],
  [/\\(?:overline|dot|bar)(?![A-Za-z])/g, "√"],
  [
    /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mbox|operatorname|boldsymbol|bm|fbox)\s*\{([^{}]*)\}/g,
    "$1",
  ],
];

function readLatex(text: string): string {
  const withFractions = text.replaceAll(
    FRACTION,
    (all: string, ...[above, aboveDigit, below, belowDigit, at]: (string | number | undefined)[]) => {
      const isMixed = typeof at === "number" && /\d\s?$/.test(text.slice(Math.max(0, at - 2), at));
      const written = `${above ?? aboveDigit ?? ""}/${below ?? belowDigit ?? ""}`;
      return written.length < 3 ? all : `${isMixed ? " " : ""}${written}`;
    },
  );
  return COMMANDS.reduce((plain, [command, sign]) => plain.replaceAll(command, sign), withFractions);
}
