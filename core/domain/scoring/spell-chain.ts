import type { Chain } from "./number-chain.ts";
import { FRACTION, spellNumber, type Decimals, type NumberStyle, type Spelled } from "./number-forms.ts";
import { isMultipliedTwice, magnitudeOf, wordAfter } from "./number-units.ts";

/** Without its sign; a fraction has no `decimal`. */
export type Spoken = { readonly value: number; readonly decimal: string | null; readonly style: NumberStyle };

/** What the parts of a chain say together, without a sign; null where that is no number. */
export function spellChain(
  { parts, joints }: Chain,
  after: string,
  decimals: Decimals | undefined,
): Spoken | null {
  const [one = "", two = "", three = ""] = parts.map((part) => part.written);
  const raised = joints.at(-1)?.between ?? "";
  switch (joints.map(({ sign }) => sign).join("")) {
    case "":
      return FRACTION.test(one)
        ? toFraction("0", one)
        : toSpoken(multiply(spellNumber(one, decimals), after));
    case " ":
      return toFraction(one, two);
    case "/":
      return toFraction("0", `${one}/${two}`);
    case "^":
      return toPower(one, toExponent(two, raised));
    case "×^":
      return two === "10" ? toSpoken(raise(spellNumber(one, decimals), toExponent(three, raised))) : null;
    default:
      return null;
  }
}

function toSpoken(spelled: Spelled | null): Spoken | null {
  return spelled === null ? null : { ...spelled, value: Number(spelled.decimal) };
}

/** 1.5 million. */
function multiply(spelled: Spelled | null, after: string): Spelled | null {
  const word = wordAfter(after);
  const power = magnitudeOf(word) ?? 0;
  if (power === 0) return spelled;
  return isMultipliedTwice(after, word) ? null : raise(spelled, power);
}

function raise(spelled: Spelled | null, power: number | null): Spelled | null {
  if (spelled === null || power === null || spelled.decimal.includes("e")) return null;
  const decimal = `${spelled.decimal}e${power}`;
  return Number.isFinite(Number(decimal)) ? { ...spelled, decimal } : null;
}

function toExponent(written: string, between: string): number | null {
  if (!/^\d{1,4}$/.test(written)) return null;
  return /[-−–]/.test(between) ? -Number(written) : Number(written);
}

/** 10^6, 10^-3 and 2^10. */
function toPower(base: string, exponent: number | null): Spoken | null {
  if (exponent === null) return null;
  if (base === "10") return toSpoken(raise({ decimal: "1", style: "plain" }, exponent));
  if (!/^\d{1,15}$/.test(base) || exponent < 0 || !Number.isFinite(Number(base) ** exponent)) return null;
  return toSpoken({ decimal: String(BigInt(base) ** BigInt(exponent)), style: "plain" });
}

/** A season or a year of accounts. */
const YEARS = /^(?:1[5-9]|20)\d\d[/⁄∕]\d\d$/;

/** A whole number and a fraction behind it, which is less than one where there is something before it. */
function toFraction(whole: string, written: string): Spoken | null {
  const [, above = "", below = ""] = FRACTION.exec(written) ?? [];
  const isMixed = whole !== "0";
  if (Number(below) === 0 || YEARS.test(written)) return null;
  if (isMixed && (Number(above) >= Number(below) || !/^\d{1,15}$/.test(whole))) return null;
  return { value: Number(whole) + Number(above) / Number(below), decimal: null, style: "plain" };
}
