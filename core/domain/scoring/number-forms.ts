/** How a number's decimals are written; `either` where "1,234" or "1.234" would be another number in a text of the other style. */
export type NumberStyle = "plain" | "decimal-point" | "decimal-comma" | "either";

/** What parts decimals in a source, where somebody said it. */
export const DECIMALS = ["point", "comma"] as const;
export type Decimals = (typeof DECIMALS)[number];

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
  [/^[1-9]\d{0,2}(?:(['’_\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$/, "plain"],
  [/^[1-9]\d{0,2}(?:(['’\u00a0\u2009\u202f ])\d{3})(?:\1\d{3})*,\d+$/, "decimal-comma"],
  [/^[1-9]\d{0,2}(?: \d{3})+\.\d+$/, "decimal-point"],
  [/^\d*,\d+$/, "decimal-comma"],
];

/** Two whole numbers, one by the other. */
export const FRACTION = /^(\d{1,15})[/⁄∕](\d{1,15})$/;

/** As a program writes it: 1234.5 or 12e-3. */
export type Spelled = { readonly decimal: string; readonly style: NumberStyle };

/**
 * A number that stands alone, such as 1,234.50 or 1.2e-3, without a sign; null where it is not written as one. Where
 * `decimals` says what parts them, a number that does it otherwise is none.
 */
export function spellNumber(written: string, decimals: Decimals | undefined): Spelled | null {
  const [, digits = "", exponent = ""] = /^(.*?)(e[-+]?\d+)?$/isu.exec(written) ?? [];
  const style = FORMS.find(([form]) => form.test(digits))?.[1];
  if (style === undefined || (decimals !== undefined && style === OTHERS[decimals])) return null;
  const decimal = toPlain(digits, style, decimals) + exponent.toLowerCase();
  return Number.isFinite(Number(decimal))
    ? { decimal, style: decimals === undefined ? style : "plain" }
    : null;
}

/** What is said to be a decimal comma may group with points, and the other way round; what is grouped otherwise fits both. */
const OTHERS: Readonly<Record<Decimals, NumberStyle>> = { point: "decimal-comma", comma: "decimal-point" };

/** Without what parts thousands, the decimals behind a point. */
function toPlain(digits: string, style: NumberStyle, decimals: Decimals | undefined): string {
  const ungrouped = digits.replaceAll(/['’_\u00a0\u2009\u202f ]/g, "");
  const hasComma = style === "decimal-comma" || (style === "either" && decimals === "comma");
  return hasComma ? ungrouped.replaceAll(".", "").replace(",", ".") : ungrouped.replaceAll(",", "");
}
