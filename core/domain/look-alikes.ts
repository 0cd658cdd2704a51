import { onFirstUse } from "#core/base/on-first-use.ts";
import { UNSEEN } from "#core/base/unseen.ts";

/**
 * Letters that are drawn as letters of another script. Found by what Unicode says of scripts: a word whose letters come
 * from two that are not written together, or, among Latin words, one that is of another script and drawn wholly as Latin.
 */

/** A letter's place in its word, and whether it may be taken for another. */
export type LookAlike = { readonly at: number; readonly letter: string };

const wordPattern = onFirstUse(() => /[\p{L}\p{M}\p{N}]+/gu);
const BEYOND_ASCII = /[^\u0000-\u007f]/;
const unseenSigns = onFirstUse(() => new RegExp(UNSEEN, "gu"));

/** The letters of a text that may be taken for others, in order. */
export function findLookAlikes(text: string): readonly LookAlike[] {
  if (!BEYOND_ASCII.test(text)) return [];
  const words = [...text.matchAll(wordPattern())].map(({ 0: word, index }) => ({
    word,
    index,
    scripts: countScripts(word),
  }));
  const isDisguise = findDisguises(words);
  const isWide = words.some(({ scripts }) => EAST_ASIAN.some((script) => scripts.has(script)));
  const letters = words
    .filter(({ word }) => BEYOND_ASCII.test(word))
    .flatMap(({ word, index, scripts }) => {
      const strange = isDisguise(word, scripts) ? () => true : strangeIn(scripts);
      const phonetic = strangeInLatin(word, text);
      return [...word.matchAll(/./gsu)]
        .filter(({ 0: letter }) => strange(letter) || phonetic(letter) || isDressedUp(letter, isWide))
        .map(({ 0: letter, index: within }) => ({ at: index + within, letter }));
    });
  const inWords = new Set(letters.map(({ at }) => at));
  return [...letters, ...findPlainSigns(text, isWide).filter(({ at }) => !inWords.has(at))];
}

/**
 * A text as the eye takes it: compatible forms, look-alikes and case made one, and what is not seen, or stands on a letter,
 * left out. For comparing; it is no text to show.
 */
export function foldToShape(text: string): string {
  const plain = text.normalize("NFKD").replace(unseenSigns(), "");
  return plain
    .replace(/[^\u0000-\u007f]/gu, (letter) => SHAPES.get(letter) ?? LIKENESS.get(letter) ?? letter)
    .toLowerCase();
}

type Counts = ReadonlyMap<string, number>;
type Word = { readonly word: string; readonly index: number; readonly scripts: Counts };

const EAST_ASIAN = ["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"];

/** What is written together as a matter of course, each also with Latin. */
const TOGETHER: readonly (readonly string[])[] = [
  ["Han", "Hiragana", "Katakana", "Latin"],
  ["Han", "Hangul", "Latin"],
  ["Han", "Bopomofo", "Latin"],
];

/** Scripts in use; a letter of any other is of one by itself. */
// prettier-ignore
const scriptPatterns = onFirstUse(() => [
  "Latin", "Cyrillic", "Greek", "Armenian", "Hebrew", "Arabic", "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo",
  "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai",
  "Lao", "Tibetan", "Myanmar", "Georgian", "Ethiopic", "Khmer", "Mongolian", "Thaana", "Syriac", "Cherokee", "Coptic",
].map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")] as const));

const known = new Map<string, string | null>();

/** The script of a letter; null for what all scripts share. */
function scriptOf(letter: string): string | null {
  const kept = known.get(letter);
  if (kept !== undefined) return kept;
  const isShared = /[\p{Script=Common}\p{Script=Inherited}\p{N}]/u.test(letter);
  const script = isShared
    ? null
    : (scriptPatterns().find(([, pattern]) => pattern.test(letter))?.[0] ?? "another");
  known.set(letter, script);
  return script;
}

function countScripts(word: string): Counts {
  const counts = new Map<string, number>();
  for (const letter of word) {
    const script = scriptOf(letter);
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts;
}

/** Of a word of several scripts the letters that are not of its main one. Greek signs that look like nothing else may stay. */
function strangeIn(scripts: Counts): (letter: string) => boolean {
  const names = [...scripts.keys()];
  const isUsual = names.length < 2 || TOGETHER.some((usual) => names.every((name) => usual.includes(name)));
  if (isUsual) return () => false;
  // Of two that have as many letters, Latin: it is what the others are drawn as.
  const rank = (name: string): number => (scripts.get(name) ?? 0) + (name === "Latin" ? 0.5 : 0);
  const main = names.reduce((best, name) => (rank(name) > rank(best) ? name : best));
  return (letter) => {
    const script = scriptOf(letter);
    if (script === null || script === main) return false;
    return script !== "Greek" || SHAPES.has(letter) || main !== "Latin";
  };
}

/** Whether a word of one other script passes for Latin: all of it is drawn so, and no word of that script here is not. */
function findDisguises(words: readonly Word[]): (word: string, scripts: Counts) => boolean {
  const onlyScript = (scripts: Counts): string | null =>
    scripts.size === 1 ? ([...scripts.keys()][0] ?? null) : null;
  const isDrawnAsLatin = (word: string): boolean =>
    Array.from(word).every((letter) => scriptOf(letter) === null || SHAPES.has(letter));
  const alone = words.map(({ word, scripts }) => ({
    script: onlyScript(scripts),
    isLatin: isDrawnAsLatin(word),
  }));
  const hasLatin = alone.some(({ script }) => script === "Latin");
  const genuine = new Set(alone.filter(({ isLatin }) => !isLatin).map(({ script }) => script));
  return (word, scripts) => {
    const script = onlyScript(scripts);
    return hasLatin && script !== null && script !== "Latin" && !genuine.has(script) && isDrawnAsLatin(word);
  };
}

/** A plain letter or digit in other clothes: 𝐚, ⓐ, ａ. Wide forms belong where wide scripts are; ª and º are ordinals. */
function isDressedUp(letter: string, isWide: boolean): boolean {
  if (!BEYOND_ASCII.test(letter) || letter === "ª" || letter === "º" || /\p{No}/u.test(letter)) return false;
  if (isWide && /[\uff10-\uff5a]/.test(letter)) return false;
  // The units of kelvin and ångström: the same letters under other codes.
  if (letter === "\u212a" || letter === "\u212b") return true;
  return /^[A-Za-z0-9]+$/.test(letter.normalize("NFKC"));
}

/** Signs of phonetics and small capitals: Latin, and no part of a word in any language that is written with ASCII beside. */
const PHONETIC =
  /[\u0237\u0250-\u0252\u0255\u0258\u025a\u025c-\u0262\u0264-\u0267\u026a-\u026f\u0270\u0271\u0273-\u027f\u0280-\u0282\u0284-\u0287\u0289\u028c-\u0291\u0293-\u02af\u1d00-\u1d25\u1d6b-\u1d77\u1d79-\u1d9a\ua730\ua731\ua7af]/;

/** Turkish and its neighbours write ı; where none of their other letters is in the text, it stands for an i. */
const TURKIC = /[ğşəİĞŞƏ]/;

/** Of a word that begins in ASCII letters, those that only phonetics has: `ɑpprove`, `ᴀpprove`, `approvıng`. */
function strangeInLatin(word: string, text: string): (letter: string) => boolean {
  if (!/[A-Za-z]/.test(word)) return () => false;
  const isTurkic = TURKIC.test(text);
  return (letter) => PHONETIC.test(letter) || (letter === "ı" && !isTurkic);
}

/** Punctuation that is drawn as a plain sign: in an address, a path or a placeholder it makes another of it. */
const PLAIN_SIGNS =
  /[\u01c3\u02d0\u0589\u05c3\u2024\u2215\u2236\u29f8\u2cc6\ua4fd\ua4f8\ua789\ufe52\ufe55\ufe68]|[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]/gu;

function findPlainSigns(text: string, isWide: boolean): readonly LookAlike[] {
  return (
    [...text.matchAll(PLAIN_SIGNS)]
      .filter(({ 0: letter }) => !(isWide && letter >= "\uff01" && letter <= "\uff5e"))
      // In a text of its own script it is that script's.
      .filter(({ 0: letter }) => !(/[\u0589]/.test(letter) && /\p{Script=Armenian}/u.test(text)))
      .filter(({ 0: letter }) => !(/[\u05c3]/.test(letter) && /\p{Script=Hebrew}/u.test(text)))
      .map(({ 0: letter, index: at }) => ({ at, letter }))
  );
}

const pairs = (others: string, latin: string): readonly (readonly [string, string])[] =>
  Array.from(others, (letter, at) => [letter, latin[at] ?? ""] as const);

/** Drawn the same in most typefaces. */
const SHAPES: ReadonlyMap<string, string> = new Map([
  ...pairs("аеорсухіјѕһԁԛԝүӏҽԍѵАВЕЅІЈКМНОРСТУХҺԚԜҮӀ", "aeopcyxijshdqwylegvABESIJKMHOPCTYXHQWYI"),
  ...pairs("οναρυικωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧϳϲ", "ovapuikwyABEZHIKMNOPTYXjc"),
  ...pairs("օսոհցքզաՕՍԼ", "ounhgpquOUL"),
  ...pairs("ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCEHJKLMPRSTVWZ"),
  ...pairs("ⲟⲣⲥⲭⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ", "opcxABEHIKMNOPCTYX"),
]);

/** Near enough to be read over in a word. */
const LIKENESS: ReadonlyMap<string, string> = new Map([
  ...pairs("вгпитнмкьзбфяГПИЗБФЯ", "brnutnmkb36orRNN36OR"),
  ...pairs("βδεζηθλμξπστχψ", "bdezn0lmenotxw"),
  ...pairs("ıɑɡɩʟɴʀʏøłđħ", "iagilnryoldh"),
]);
