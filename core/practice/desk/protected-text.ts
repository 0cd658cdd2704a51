import type { RandomStream } from "#core/base/keyed-random.ts";

/**
 * Typing errors for a rendered message. Names, article numbers, descriptions, prices and remarks are copied into
 * labels letter for letter, so they are marked as protected while rendering and stay as they are.
 */
const OPEN = "\u0001";
const CLOSE = "\u0002";

export function keep(text: string): string {
  return `${OPEN}${text}${CLOSE}`;
}

const SEGMENT = /(\u0001[^\u0002]*\u0002)/;
const WORD = /[a-z]{5,}/g;

/** The message without marks, with up to `count` of its unprotected words mistyped. */
export function typeOut(marked: string, count: number, random: RandomStream): string {
  const segments = marked.split(SEGMENT);
  const words = segments.flatMap((segment, at) =>
    segment.startsWith(OPEN)
      ? []
      : [...segment.matchAll(WORD)].map(({ 0: word, index }) => ({ at, index, word })),
  );
  // From the back, so that a change of length moves nothing that is still to come.
  const chosen = random
    .shuffle(words)
    .slice(0, count)
    .sort((a, b) => (a.at === b.at ? b.index - a.index : b.at - a.at));
  for (const { at, index, word } of chosen) {
    const segment = segments[at] ?? "";
    segments[at] = segment.slice(0, index) + mistype(word, random) + segment.slice(index + word.length);
  }
  return segments.join("").replaceAll(OPEN, "").replaceAll(CLOSE, "");
}

/** One slip of the fingers inside the word: two letters swapped, one left out, or one struck twice. */
function mistype(word: string, random: RandomStream): string {
  const at = 1 + random.integer(word.length - 2);
  const [before, letter, next, after] = [
    word.slice(0, at),
    word[at] ?? "",
    word[at + 1] ?? "",
    word.slice(at + 2),
  ];
  switch (random.integer(3)) {
    case 0:
      return before + next + letter + after;
    case 1:
      return before + next + after;
    default:
      return before + letter + letter + next + after;
  }
}
