/** Carry no rule of their own: two notes that differ in these alone say the same. */
const FILLERS = new Set(
  "a an the is are was were be been it its this that these those of as so do does".split(" "),
);

/** Turn a rule round or move its border: two notes that differ in one of these are never the same. */
const CONTRASTS = new Set(
  (
    "no not never none neither nor cannot without always only except unless but instead and or if before after above " +
    "below over under more less most least up down first last minimum maximum min max include included exclude " +
    "excluded net gross with per each all any some from to"
  ).split(" "),
);

/** Share of words in common from which on two notes count as one: under 19 of them, no word may be replaced. */
const MIN_OVERLAP = 0.9;

/**
 * Whether two notes say the same in nearly the same words: the Jaccard similarity of their words (fillers aside) is at
 * least 0.9, what they share comes in the same order, and numbers, single letters and contrast words are equal. Wrong
 * in one direction only, on purpose: a repeat that slips through is clutter, a rule taken for its opposite is lost.
 */
export function isNearDuplicate(a: string, b: string): boolean {
  const wordsA = wordsOf(a);
  const wordsB = wordsOf(b);
  const shared = [...wordsA].filter((word) => wordsB.has(word));
  const all = wordsA.size + wordsB.size - shared.length;
  if (all === 0) return a.trim() === b.trim();
  if (shared.length / all < MIN_OVERLAP || hasOwnBorder(wordsA, wordsB) || hasOwnBorder(wordsB, wordsA))
    return false;
  return shared.join(" ") === [...wordsB].filter((word) => wordsA.has(word)).join(" ");
}

/** Whether `a` has a number, letter or contrast word that `b` lacks. */
function hasOwnBorder(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((word) => !b.has(word) && (CONTRASTS.has(word) || /\p{N}|^\P{N}$/u.test(word)));
}

/** The words in order of first appearance. */
function wordsOf(text: string): ReadonlySet<string> {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/n['’]t\b/g, " not");
  const words = plain.match(/[\p{L}\p{M}]+|[-+−<>≤≥]?\p{N}+(?:[.,:]\p{N}+)*|[%€$£]/gu) ?? [];
  return new Set(words.filter((word) => !FILLERS.has(word)));
}
