/**
 * What a text says as its last number. `unclear`: something stands there that is written with digits and cannot be read
 * for sure, such as "1/2", "1.2.3" or "12:30": it is no number, and no other one is taken in its place. `style`: how its
 * decimals are written; `either` where "1,234" or "1.234" would be another number in a text of the other style [S17].
 */
export type NumberReading =
  | { readonly kind: "number"; readonly value: number; readonly style: NumberStyle }
  | { readonly kind: "unclear"; readonly written: string }
  | { readonly kind: "none" };

type NumberStyle = "plain" | "decimal-point" | "decimal-comma" | "either";

/** Between digits, and part of what they say, whether it is understood or not. */
const INNER = String.raw`.,'’_:/⁄\u00a0\u2009\u202f`;
/** Digits of other scripts, and powers and fractions right behind a digit. */
const FOREIGN = String.raw`(?:(?!\d)[\p{Nd}\p{No}\p{Nl}])`;

/** Everything in a text that is written with digits, longest reading first. */
const WRITTEN = new RegExp(
  [
    String.raw`\d{4}-\d{2}-\d{2}(?!\d)`,
    String.raw`(?<![\d${INNER}])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d${INNER}]*\d)`,
    String.raw`0[xob][\da-f]+`,
    String.raw`(?:\.|(?<=^|[\s(\[$€£¥₹−–-]),)?\d(?:[\d${INNER}]*\d)?(?:e[-+]?\d+)?(?:${FOREIGN}+|[kmb](?![\p{L}\d]))?`,
    String.raw`(?!\d)\p{Nd}+|[¼-¾⅐-⅞]`,
  ].join("|"),
  "giu",
);

/** How a number may be written, each with what its decimals are written with. The first that fits is meant. */
const FORMS: ReadonlyArray<readonly [form: RegExp, style: NumberStyle]> = [
  [/^\d+$/, "plain"],
  // "1.234": a point parts decimals, unless the text it stands in says otherwise.
  [/^[1-9]\d{0,2}\.\d{3}$/, "either"],
  [/^\d*\.\d+$/, "decimal-point"],
  // "1,234": a comma before three digits parts thousands, unless the text it stands in says otherwise.
  [/^[1-9]\d{0,2},\d{3}$/, "either"],
  [/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, "decimal-point"],
  // Thousands and lakhs.
  [/^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/, "decimal-point"],
  [/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/, "decimal-comma"],
  [/^[1-9]\d{0,2}(?:\.\d{3}){2,}$/, "decimal-comma"],
  [/^[1-9]\d{0,2}(?:(['’\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$/, "plain"],
  [/^[1-9]\d{0,2}(?:(['’\u00a0\u2009\u202f ])\d{3})(?:\1\d{3})*,\d+$/, "decimal-comma"],
  [/^[1-9]\d{0,2}(?: \d{3})+\.\d+$/, "decimal-point"],
  [/^\d*,\d+$/, "decimal-comma"],
];

/** A minus right before the digits or their currency sign; not the one of "10-5" or of the list item "- 5". */
const MINUS = /(?:^|[^\p{L}\p{N}_.)\]])[-−–](?:[$€£¥₹]\s?)?$|[$€£¥₹]\s?[-−–]$/u;

/** More than the longest text that MINUS can match, so that its ^ is the beginning of the text. */
const LOOK_BACK = 8;

/**
 * The last number of a text as people and models write it: 1234, 1,234.50, 1.234,50, 3,5, 1'234, .5, 1.2e-3; its currency
 * and percent signs left aside ("60%" is 60). A number is always finite. Linear in the length of the text.
 */
export function readLastNumber(text: string): NumberReading {
  let last: { readonly written: string; readonly at: number } | null = null;
  for (const { 0: written, index } of text.matchAll(WRITTEN)) last = { written, at: index };
  if (last === null) return { kind: "none" };
  const { written, at } = last;
  const [, digits = "", exponent = ""] = /^(.*?)(e[-+]?\d+)?$/isu.exec(written) ?? [];
  const style = FORMS.find(([form]) => form.test(digits))?.[1];
  const magnitude = style === undefined ? Number.NaN : Number(toPlain(digits, style) + exponent);
  if (style === undefined || !Number.isFinite(magnitude)) return { kind: "unclear", written };
  return { kind: "number", value: isNegative(text, at) ? -magnitude : magnitude, style };
}

/** As a program writes it: without what parts thousands, the decimals behind a point. */
function toPlain(digits: string, style: NumberStyle): string {
  const ungrouped = digits.replaceAll(/['’\u00a0\u2009\u202f ]/g, "");
  return style === "decimal-comma"
    ? ungrouped.replaceAll(".", "").replace(",", ".")
    : ungrouped.replaceAll(",", "");
}

function isNegative(text: string, at: number): boolean {
  return MINUS.test(text.slice(Math.max(0, at - LOOK_BACK), at));
}
