import type { Encoding } from "#core/domain/table-form.ts";

/** A language or script that is written in an encoding other than UTF-8, and the letters it takes beside ASCII. */
export type Alphabet = {
  readonly encoding: Encoding;
  /** Every letter beside ASCII is one of these. */
  readonly letters: RegExp;
  /** What a text in it always has somewhere. */
  readonly shows?: RegExp;
  /** Whether its words hold letters of ASCII too. */
  readonly isLatin: boolean;
  /** Of two bytes a character: what the bytes are, one character each. */
  readonly bytes?: RegExp;
};

const letters = (text: string): RegExp => new RegExp(`^[${text}]$`, "u");

/** By far the likeliest, and all of one encoding: with letters of words that they borrow. */
const WESTERN_LETTERS = [
  "äöüßéèêàáçñóôâëï",
  "àâæçéèêëîïôœùûüÿñöäáó",
  "áéíñóúüçàèïò",
  "àèéìíîòóùú",
  "áâãàçéêíóôõúüè",
  "áéëïíóöüèêàçûôâä",
  "æøåéèêàóòôäöü",
  "åäöéàüèáë",
];
const western = (encoding: Encoding): readonly Alphabet[] =>
  WESTERN_LETTERS.map((text) => ({ encoding, letters: letters(text), isLatin: true }));

export const WESTERN: readonly Alphabet[] = western("windows-1252");

/** A text in several of them. */
export const WESTERN_TOGETHER: Alphabet = {
  encoding: "windows-1252",
  letters: letters(WESTERN_LETTERS.join("")),
  isLatin: true,
};

export const OTHERS: readonly Alphabet[] = [
  { encoding: "windows-1252", letters: letters("áðéíóúýþæö"), shows: /[áéíóúæ]/i, isLatin: true },
  { encoding: "windows-1252", letters: letters("åäöšžõü"), isLatin: true },
  { encoding: "windows-1254", letters: letters("çğıöşüâîû\u0307"), isLatin: true },
  { encoding: "windows-1250", letters: letters("ąćęłńóśźż"), isLatin: true },
  { encoding: "windows-1250", letters: letters("áčďéěíľĺňóôŕřšťúůýžäö"), isLatin: true },
  { encoding: "windows-1250", letters: letters("áéíóöőúüű"), isLatin: true },
  { encoding: "windows-1250", letters: letters("čćđšž"), isLatin: true },
  { encoding: "windows-1250", letters: letters("ăâîşţ"), isLatin: true },
  { encoding: "windows-1251", letters: /^[\u0400-\u045f\u0490\u0491№]$/u, isLatin: false },
  {
    encoding: "windows-1253",
    letters: /^[\u0384-\u03ce]$/u,
    shows: /[\u0386\u0388-\u0390\u03ac-\u03b0\u03ca-\u03ce]/u,
    isLatin: false,
  },
  { encoding: "windows-1257", letters: letters("ąčęėįšųūž"), isLatin: true },
  { encoding: "windows-1257", letters: letters("āčēģīķļņšūž"), isLatin: true },
  ...western("macintosh").slice(0, 3),
];

const JAPANESE = {
  letters: /^[\u3000-\u30ff\p{Script=Han}\uff00-\uff60\uffe0-\uffe6]$/u,
  shows: /[\u3041-\u30fe]/u,
  isLatin: false,
};
const CHINESE = {
  letters: /^[\u4e00-\u9fa5\u3000-\u3020\uff00-\uff60\ufe30-\ufe6f]$/u,
  shows: /[\u4e00-\u9fa5]/u,
  isLatin: false,
};
const PAIRS = /^(?:[^\u0080-\u00ff]|[\u00a1-\u00fe]{2})*$/;

/** Of two bytes a character, the one first that the other would mostly read as well. */
export const WIDE: readonly Alphabet[] = [
  { encoding: "shift_jis", ...JAPANESE },
  { encoding: "euc-jp", ...JAPANESE, bytes: PAIRS },
  {
    encoding: "euc-kr",
    letters: /^[\uac00-\ud7a3\u3000-\u303f\uff00-\uff60]$/u,
    shows: /[\uac00-\ud7a3]/u,
    isLatin: false,
    bytes: PAIRS,
  },
  { encoding: "gb18030", ...CHINESE, bytes: PAIRS },
  // At least one of its characters shows that no text of Europe is meant.
  {
    encoding: "big5",
    ...CHINESE,
    bytes: /[\u00a4-\u00c6][\u00a1-\u00fe](?:[\u00a4-\u00c6][\u0040-\u007e\u00a1-\u00fe]){2}/,
  },
];

/** Signs that any of them may hold. */
export const SIGNS = /^[\p{P}\p{S}\p{Zs}\u00b2\u00b3\u00b9\u00bc-\u00be\u00aa\u00ba\u00b5]$/u;
