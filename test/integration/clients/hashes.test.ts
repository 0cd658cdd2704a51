import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { readPropertySeed } from "#test/support/property-seed.ts";
import { askClient, LANGUAGES } from "./run-client.ts";

const SEED = readPropertySeed(process.env["PROPERTY_SEED"]);
const DOCUMENTS = 200;

/** Letters of every sort that JSON escapes, orders or writes in its own way. */
const LETTERS = [
  ..."azAZ09 _-{}\"\\/<>&'",
  ...[
    "\b",
    "\t",
    "\n",
    "\f",
    "\r",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u0080",
    "\u00e9",
    "\u05d0",
    "\u2028",
    "\u2029",
  ],
  ...["\u20ac", "\ud7ff", "\ue000", "\ufb33", "\uffff", "\u{10000}", "\u{1f600}", "\u{10ffff}"],
];

/** The corners of how ECMAScript writes numbers, and what lies beside them. */
const NUMBERS = [
  ...[0, -0, 1, -1, 0.1, 0.2, 1.5, 100, 1e20, 1e21, 1e22, 123456789012345680000, 1e-6, 1e-7, 1.5e-9, 5e-324],
  ...[
    2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740991, 9007199254740993, 4.35,
    333333333.33333329,
  ],
  ...[0.000001, 0.0000012, 123e-20, 1e23, 4.5, 2e-3, 295147905179352830000, 999999999999999900000],
];

function createDraws(seed: number) {
  const random = keyedRandom("hashes", seed);
  const below = (most: number): number => Math.floor(random.next() * most);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const text = (): string => Array.from({ length: below(12) }, () => pick(LETTERS)).join("");
  const number = (): number => {
    const drawn = below(4);
    if (drawn === 0) return pick(NUMBERS);
    if (drawn === 1) return below(2_000_000) - 1_000_000;
    // Any bits at all that are a number.
    const bits = new DataView(new ArrayBuffer(8));
    bits.setUint32(0, below(2 ** 32));
    bits.setUint32(4, below(2 ** 32));
    const any = bits.getFloat64(0);
    return Number.isFinite(any) ? any : 7;
  };
  const value = (depth: number): Json => {
    const drawn = below(depth === 0 ? 4 : 6);
    if (drawn === 0) return pick([null, true, false]);
    if (drawn <= 1) return number();
    if (drawn <= 3) return text();
    if (drawn === 4) return Array.from({ length: below(5) }, () => value(depth - 1));
    return Object.fromEntries(Array.from({ length: below(6) }, () => [text(), value(depth - 1)]));
  };
  return () => ({ kind: "prompt", name: text(), content: { "": value(4), numbers: NUMBERS.map(number) } });
}

describe("[V23] the hash of a document", () => {
  it.each(LANGUAGES)(
    `is the same in %s for ${DOCUMENTS} generated contents (seed ${SEED})`,
    async (language) => {
      const draw = createDraws(SEED);
      const documents = Array.from({ length: DOCUMENTS }, draw);
      // As JSON writes them, and as another program might: spaced, escaped, in another order.
      const texts = documents.map((document, at) =>
        at % 2 === 0
          ? JSON.stringify(document, null, 3)
          : JSON.stringify(document).replace(
              /[^\x20-\x7e]/g,
              (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
            ),
      );
      const [answer] = await askClient(language, [{ do: "hash", texts }]);
      expect(answer?.hashes).toEqual(documents.map(hashJson));
      expect(new Set(answer?.hashes).size).toBe(DOCUMENTS);
    },
  );

  it.each(LANGUAGES)("is, in %s, that of the examples of RFC 8785", async (language) => {
    const numbers = "[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, 9007199254740993]";
    const text = `{"peach":"This sorting order","péché":"is wrong according to French","\\u20ac":"Euro Sign",
      "\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Smiley",
      "\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis","numbers":${numbers}}`;
    const [answer] = await askClient(language, [{ do: "hash", texts: [text] }]);
    expect(canonicalJson(JSON.parse(numbers))).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,9007199254740992]",
    );
    expect(answer?.hashes).toEqual([hashJson(JSON.parse(text))]);
  });
});
