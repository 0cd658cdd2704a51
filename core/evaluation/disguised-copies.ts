/**
 * Copies of texts that a model reads as they are and a comparison of words does not: with other breaks between the words,
 * spelled out, from behind, shifted by thirteen letters, or in base64 or hexadecimal.
 */

/** Letters in a row that are looked up; between two of their places in a text lie as many. */
const BLOCK = 24;

/** Of texts with a long part in common so many are followed. */
const MOST_PLACES = 4;

type Words = readonly string[];
type Spelled = { readonly letters: string; readonly ends: readonly number[] };
type Place = { readonly text: Spelled; readonly at: number };

export type Disguised = {
  readonly texts: readonly Words[];
  /** What they say is no secret. */
  readonly open: readonly Words[];
  /** Words that are a copy if they stand in a row. */
  readonly leastWords: number;
  readonly wordsOf: (text: string) => Words;
};

/** Finds disguised copies; the answer gives each by the letters that were copied. Takes time in proportion to the text. */
export function indexDisguisedCopies({
  texts,
  open,
  leastWords,
  wordsOf,
}: Disguised): (text: string) => Words {
  const places = new Map<string, Place[]>();
  const starts = new Uint8Array(2 ** 16);
  for (const text of texts.filter(({ length }) => length >= leastWords).map(spell)) {
    for (let at = 0; at + BLOCK <= text.letters.length; at += BLOCK) {
      const block = text.letters.slice(at, at + BLOCK);
      starts[hashAt(block, 0)] = 1;
      const known = places.get(block);
      if (known === undefined) places.set(block, [{ text, at }]);
      else if (known.length < MOST_PLACES) known.push({ text, at });
    }
  }
  const openLetters = open.map((words) => words.join("")).join(" ");
  const copiesIn = (letters: string): Words => {
    const found: string[] = [];
    for (let from = 0; from + BLOCK <= letters.length; from += 1) {
      if (starts[hashAt(letters, from)] === 0) continue;
      const hits = places.get(letters.slice(from, from + BLOCK)) ?? [];
      const copies = hits.map((place) => extend(letters, from, place));
      found.push(...copies.filter(({ words }) => words >= leastWords).map(({ said }) => said));
      // What was followed to its end is not looked at again.
      from = Math.max(from, ...copies.map(({ end }) => end - BLOCK));
    }
    return found;
  };
  return (text) => {
    const copies = new Set(waysToRead(text, wordsOf).flatMap(copiesIn));
    return [...copies].filter((copy) => !openLetters.includes(copy));
  };
}

function spell(words: Words): Spelled {
  let end = 0;
  const ends = words.map((word) => (end += word.length));
  return { letters: words.join(""), ends };
}

function hashAt(letters: string, at: number): number {
  const code = (ahead: number): number => letters.charCodeAt(at + ahead);
  return (code(0) ^ (code(1) << 4) ^ (code(2) << 8) ^ (code(3) << 12) ^ (code(5) << 6)) & 0xffff;
}

type Extended = { readonly words: number; readonly said: string; readonly end: number };

/** As far as both say the same: the whole words of the text, and where it ends in what is looked at. */
function extend(letters: string, from: number, { text, at }: Place): Extended {
  let before = 0;
  while (before < Math.min(from, at) && letters[from - before - 1] === text.letters[at - before - 1])
    before += 1;
  let after = BLOCK;
  while (at + after < text.letters.length && letters[from + after] === text.letters[at + after]) after += 1;
  const whole = [0, ...text.ends].filter((end) => end >= at - before && end <= at + after);
  return {
    words: whole.length - 1,
    said: text.letters.slice(whole[0] ?? 0, whole.at(-1) ?? 0),
    end: from + after,
  };
}

/** The letters of a text in every way in which it may be meant. */
function waysToRead(text: string, wordsOf: (text: string) => Words): readonly string[] {
  const words = wordsOf(text);
  const letters = words.join("");
  return [
    letters,
    Array.from(letters).toReversed().join(""),
    words.toReversed().join(""),
    letters.replace(/[a-z]/g, (letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 84) % 26))),
    ...decode(text).map((decoded) => wordsOf(decoded).join("")),
  ];
}

/** From so many digits on a word may be a text in another writing. */
const CODED = /(?:[0-9a-f]{2}[\s:,]?){16,}|[A-Za-z0-9+/_-]{16,}={0,2}/gi;

/** What stands there in base64 or hexadecimal, each piece after the one before: long ones are broken over lines. */
function decode(text: string): readonly string[] {
  const coded = text.match(CODED) ?? [];
  if (coded.length === 0) return [];
  const hex = coded
    .map((piece) => piece.replace(/[\s:,]/g, ""))
    .filter((piece) => /^[0-9a-f]+$/i.test(piece));
  return [
    Buffer.concat(coded.map((piece) => Buffer.from(piece, "base64"))).toString("utf8"),
    Buffer.concat(hex.map((piece) => Buffer.from(piece, "hex"))).toString("utf8"),
  ];
}
