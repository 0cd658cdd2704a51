/** Classes of a match, best first; within one the shorter text is the closer one. */
const AT_START = 400;
const AT_WORD = 300;
const WITHIN = 200;
const BY_EACH_WORD = 150;
const BY_WORDS = 100;
const BY_MOST_WORDS = 50;

/** Whether beginnings of words may be typed alone, as of a title; in a list of words some letters begin some words. Or most words will do. */
type MatchSense = "letters" | "words" | "most words";

/**
 * How well a query stands in a text; null where it does not. Best at the text's beginning, then at a word's, then anywhere;
 * then where each of its words begins one of the text, whatever their order; last where its letters go through the beginnings of words, "gtr" in "Go to Resources". Letters that only happen to
 * stand somewhere in order are no match [L8].
 */
function scoreMatch(query: string, text: string, sense: MatchSense): number | null {
  const wanted = query.toLowerCase().trim().replaceAll(/\s+/g, " ");
  const lower = text.toLowerCase();
  const closeness = -Math.min(text.length, 5000) / 100;
  const at = lower.indexOf(wanted);
  if (at === 0) return AT_START + closeness;
  if (at > 0) return (isWordStart(lower, lower.indexOf(wanted)) ? AT_WORD : WITHIN) + closeness;
  if (beginsWords(wanted, lower)) return BY_EACH_WORD + closeness;
  if (sense === "most words") return beginsMostWords(wanted, lower) ? BY_MOST_WORDS + closeness : null;
  if (sense === "words") return null;
  return goesThroughWords(wanted.replaceAll(" ", ""), lower, 0) ? BY_WORDS + closeness : null;
}

/** Several words, each of which begins a word of the text [L27]. */
function beginsWords(wanted: string, text: string): boolean {
  const words = wanted.split(" ");
  const starts = text.split(WORD_ENDS);
  return words.length > 1 && words.every((word) => starts.some((start) => start.startsWith(word)));
}

/** So short ones as "to" begin too much. */
const SHORTEST_WORD = 3;

/** Of three words and more, most of which begin a word of the text: nobody knows beforehand how a thing is called here. */
function beginsMostWords(wanted: string, text: string): boolean {
  const words = wanted.split(" ").filter((word) => word.length >= SHORTEST_WORD);
  if (words.length < 3) return false;
  const starts = text.split(WORD_ENDS);
  const found = words.filter((word) => starts.some((start) => start.startsWith(word)));
  return found.length * 2 > words.length;
}

/** Only short texts are gone through: in long ones any letters begin some word. */
const LONGEST = 120;

/** Whether each letter follows the one before it or begins a word; the first begins one. */
function goesThroughWords(letters: string, text: string, from: number): boolean {
  if (letters === "") return true;
  if (text.length > LONGEST) return false;
  const [letter = ""] = letters;
  for (let at = text.indexOf(letter, from); at !== -1; at = text.indexOf(letter, at + 1)) {
    const follows = from > 0 && at === from;
    if ((follows || isWordStart(text, at)) && goesThroughWords(letters.slice(1), text, at + 1)) return true;
  }
  return false;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || WORD_ENDS.test(text[at - 1] ?? "");
}

const WORD_ENDS = /[\s/·\-(#:]/;

/** Those that match, best first; all of them, in their own order, for an empty query. */
export function rankMatches<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  return rank(items, (item) => scoreMatch(query, textOf(item), "letters"), query);
}

/** The same over lists of words and other long texts. */
export function rankByWords<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  return rank(items, (item) => scoreMatch(query, textOf(item), "words"), query);
}

/** The same where most of several words will do: for what nothing has all words of. */
export function rankByMostWords<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  return rank(items, (item) => scoreMatch(query, textOf(item), "most words"), query);
}

function rank<T>(items: readonly T[], scoreOf: (item: T) => number | null, query: string): readonly T[] {
  if (query.trim() === "") return items;
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .filter((scored): scored is { item: T; score: number } => scored.score !== null)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
