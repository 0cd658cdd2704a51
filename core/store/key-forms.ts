import { foldToShape } from "#core/domain/look-alikes.ts";

/**
 * A text by its letters and digits alone, in one case, as the eye takes them: what stands between the characters of a key,
 * or before each of its codes, makes no other key of it. `at` says where in the text each of them stands.
 */
export type Bones = { readonly text: string; readonly at: (index: number) => number };

/** Fewer letters and digits than this may come together by chance, as words of a text do that has no digit in it. */
const LEAST_BONES = 16;

/** Whether a key is told from other texts by its letters and digits alone. */
export function isToldByBones(value: string): boolean {
  return /\d/.test(value) && bonesOf(value).text.length >= LEAST_BONES;
}

export function bonesOf(text: string): Bones {
  const bones: string[] = [];
  for (const character of text) bones.push(boneOf(character));
  return { text: bones.join(""), at: (index) => placeOf(text, index) };
}

/** Counted again only where something was found. */
function placeOf(text: string, index: number): number {
  let place = 0;
  let passed = 0;
  for (const character of text) {
    passed += boneOf(character).length;
    if (passed > index) return place;
    place += character.length;
  }
  return place;
}

const known = new Map<string, string>();

function boneOf(character: string): string {
  const kept = known.get(character);
  if (kept !== undefined) return kept;
  const bone = toBone(character);
  known.set(character, bone);
  return bone;
}

function toBone(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // A tag stands for a character of ASCII that is not shown.
  if (code > 0xe0000 && code < 0xe007f) return boneOf(String.fromCodePoint(code - 0xe0000));
  return foldToShape(character).replace(/[^a-z0-9]/g, "");
}

/**
 * The bones of a key in every form in which programs and models write a text again: turned round, shifted by thirteen
 * letters, in codes of its characters to any base, and in base64 at any of its places, also twice.
 */
export function formsOf(value: string): readonly string[] {
  const turned = Array.from(value).toReversed().join("");
  const shifted = value.replace(/[a-z]/gi, shiftLetter);
  const forms = [value, turned, shifted].flatMap((each) => [each, ...inCodes(each), ...inBase64(each)]);
  const more = [...inBase64(value).flatMap(inBase64), inBase32(value), ...inWide(value)];
  const bones = [...forms, ...more].map((form) => bonesOf(form).text);
  return [...new Set(bones)].filter((form) => form.length >= LEAST_BONES);
}

function shiftLetter(letter: string): string {
  const first = letter <= "Z" ? 65 : 97;
  return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
}

/** By their bones: `%73`, `=73` and `73:`; `\x73`; `\u{73}`; `\163`; `&#115;`; `&#x73;`; `%2573`. */
function inCodes(value: string): readonly string[] {
  const bytes = [...Buffer.from(value, "utf8")];
  const each = (write: (byte: number) => string): string => bytes.map(write).join("");
  const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
  return [
    each(hex),
    each((byte) => `x${hex(byte)}`),
    each((byte) => `0x${hex(byte)}`),
    each((byte) => `u${hex(byte)}`),
    each((byte) => `u00${hex(byte)}`),
    each((byte) => `25${hex(byte)}`),
    each(String),
    each((byte) => byte.toString(8).padStart(3, "0")),
    each((byte) => byte.toString(2).padStart(8, "0")),
  ];
}

/** As UTF-16, which shells and some logs make of a text. */
function inWide(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf16le");
  return [bytes.toString("hex"), bytes.toString("base64"), bytes.swap16().toString("hex")];
}

/** What base64 makes of the value at each of the three places where it may begin: the digits that its own bytes fix. */
export function inBase64(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  return [0, 1, 2].map((lead) => {
    const digits = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const rest = (lead + bytes.length) % 3;
    return digits.slice([0, 2, 3][lead], rest === 0 ? undefined : -1);
  });
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

function inBase32(value: string): string {
  const bits = inBits(value);
  return Array.from({ length: Math.floor(bits.length / 5) }, (_none, at) =>
    BASE32.charAt(Number.parseInt(bits.slice(5 * at, 5 * at + 5), 2)),
  ).join("");
}

function inBits(value: string): string {
  return Array.from(Buffer.from(value, "utf8"), (byte) => byte.toString(2).padStart(8, "0")).join("");
}
