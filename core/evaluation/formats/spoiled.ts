import type { Json, JsonObject } from "#core/base/json.ts";

/** What a formula leaves where it could not be worked out, in the languages a spreadsheet speaks. */
const FORMULA_ERROR =
  /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|NV|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!|NUL!|¡(?:REF|VALOR|NUM|DIV\/0|NULO)!|¿NOMBRE\?|VALORE!|NOME\?|VALOR!|YOK|BAŞV!|DEĞER!|AD\?|SAYI!|BOŞ!|SAYI\/0!|SPILL!|CALC!|GETTING_DATA)$/;

/** A whole number that a spreadsheet shortened, and of which it kept fifteen digits at most. */
const SHORTENED = /^[-+]?\d(?:[.,]\d+)?E\+\d{2,3}$/;

const MONTHS =
  "jan|janv|feb|févr|fev|mar|mär|mrz|mars|apr|avr|abr|may|mai|maj|mei|jun|juin|jul|juil|aug|août|ago|sep|sept|oct|okt|out|nov|dec|dez|déc|dic|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara";

/** "2-Mar" and "Mar-02", as a spreadsheet writes what it took 3/2, 2-3 or MARCH2 for. */
const MADE_DATE = new RegExp(`^(?:\\d{1,2}[-. ]{1,2}(?:${MONTHS})\\.?|(?:${MONTHS})[-. ]\\d{2})$`, "i");

/** Why a spreadsheet's cell cannot be taken for what was once in it; null where nothing says so. */
export function whyFormulaError(value: Json | undefined): string | null {
  return typeof value === "string" && FORMULA_ERROR.test(value)
    ? `stands ${value}, which a spreadsheet writes where a formula failed`
    : null;
}

/** Why an id or a group has lost digits: what was 1230000000000001 may stand as 1.23E+15. */
export function whyShortened(value: Json | undefined): string | null {
  return typeof value === "string" && SHORTENED.test(value)
    ? `stands ${value}, a number that a spreadsheet shortened: its digits are lost`
    : null;
}

/** The fields of a record that hold such a value. */
export function listSpoiled(record: JsonObject): readonly string[] {
  return Object.keys(record).filter(
    (name) => whyFormulaError(record[name]) !== null || whyShortened(record[name]) !== null,
  );
}

/** What a spreadsheet seems to have made of the values of one column, in whole sentences. */
export function findSpoiled(values: readonly Json[]): readonly string[] {
  const count = (isSuch: (value: Json) => boolean): number => values.filter(isSuch).length;
  const texts: readonly (readonly [count: number, what: string])[] = [
    [count((value) => whyFormulaError(value) !== null), "a failed formula, such as #N/A"],
    [
      count((value) => whyShortened(value) !== null),
      "a shortened number, such as 1.23E+15, whose digits are lost",
    ],
    [
      count((value) => typeof value === "string" && MADE_DATE.test(value)),
      "a date that a spreadsheet may have made of something else, such as 2-Mar of 3/2",
    ],
  ];
  return texts.flatMap(([found, what]) =>
    found === 0 || (what.startsWith("a date") && found === values.length)
      ? []
      : [`${found} of ${values.length} values: ${what}.`],
  );
}
