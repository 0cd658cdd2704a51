import {
  AUXILIARY,
  DATE,
  indexClauses,
  PUNCTUATION,
  SEPARATOR,
  words,
  type Clauses,
} from "./index-clauses.ts";
import type { Token } from "./normalise-sentence.ts";
import { paint, type Mark, type Spreading } from "./paint.ts";

/**
 * Finds what a sentence negates ("~") and what it names only as a condition or as the thing to be replaced ("^"),
 * so that "do not write 06.03.2026" is not taken for its opposite, nor "turn boxes into box" for a plural.
 */

const CONDITION = words("if evenif when whenever wherever unless except once while");
const NO_SUBJECT = words("that which who and or but please so then to");
const NEGATOR = words(
  "not never no without avoid avoids avoiding nor neither ignore ignoring ignored omit omits omitting omitted exclude excludes excluding disregard disregarding skip skips drop drops dropping discard discards discarding forget",
);
const NEGATING_PHRASE = [["instead", "of"], ["rather", "than"], ["in", "place", "of"], ["apart", "from"], ["other", "than"], ["as", "opposed", "to"]]; // prettier-ignore
/** "does not say how many": a condition told as a fact, so only the next words are negated. */
const SAYING = words(
  "say says said state states stated give gives given name names named mention mentions mentioned specify specifies specified indicate indicated tell tells",
);
const CONVERTING = words(
  "convert converts turn turns change changes translate translates transform rewrite replace replaces read render expand expands resolve shorten normalise normalize",
);
const RECORDING = words("written noted recorded booked entered shown output stored saved");

/** The sentence as one line: " word ~negated ^conditional , word ". Takes time in proportion to its words. */
export function markPolarity(tokens: readonly Token[]): string {
  const clauses = indexClauses(tokens);
  const spreads: Spreading[] = [];
  const spread: Spread = (from, to, mark) => void spreads.push({ from, to, mark });
  markNegations(clauses, spread);
  markConversions(clauses, spread);
  markConditions(clauses, spread);
  const marks = paint(spreads, tokens.length);
  return ` ${tokens.map(({ word }, at) => (PUNCTUATION.has(word) ? word : `${marks[at] ?? ""}${word}`)).join(" ")} `;
}

type Spread = (from: number, to: number, mark: Mark) => void;

function markNegations({ tokens, endOfClause, next, startOfClause }: Clauses, spread: Spread): void {
  /** Up to here something is denied already. */
  let deniedTo = 0;
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    const phrase = NEGATING_PHRASE.find((parts) =>
      parts.every((part, step) => tokens[at + step]?.word === part),
    );
    const start = at + (phrase?.length ?? 1);
    if (phrase !== undefined) return spread(start, endOfClause(start, 1), "~");
    if (!NEGATOR.has(word)) return;
    const end = Math.min(endOfClause(start, 2), start + reachOf(at));
    // "do not leave out any remark": two negations are none.
    spread(start, end, at < deniedTo ? "" : "~");
    deniedTo = Math.max(deniedTo, end);
    if (word === "not" || word === "never") markSubject(at);
  });

  /** How many words a negation can reach, apart from the end of its clause. */
  function reachOf(negator: number): number {
    const word = tokens[negator]?.word;
    if (word === "not" && SAYING.has(tokens[negator + 1]?.word ?? "")) return 3;
    if (word !== "no" && word !== "without") return tokens.length;
    const predicate = next.predicate(negator + 1);
    return predicate === tokens.length ? tokens.length : predicate - negator - 1;
  }

  /** "Shipping is not discounted" denies something of shipping; "and do not round" has no subject to deny it of. */
  function markSubject(negator: number): void {
    const before = tokens[negator - 1]?.word ?? "";
    const isBare = tokens[negator]?.word === "never" && !AUXILIARY.has(before);
    const verb = isBare ? negator : negator - 1;
    if (!isBare && !AUXILIARY.has(before)) return;
    const start = startOfClause(verb);
    if (verb > start && !NO_SUBJECT.has(tokens[verb - 1]?.word ?? "")) spread(start, verb, "~");
  }
}

function markConversions(clauses: Clauses, spread: Spread): void {
  const { tokens, next, startOfClause } = clauses;
  const markSources = createSources(clauses, spread);
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    if (word === "becomes" || word === "become") spread(startOfClause(at), at, "^");
    const isRecorded = word === "as" && RECORDING.has(tokens[at - 1]?.word ?? "");
    if (isRecorded) spread(startOfClause(at), at, "^");
    if (word === "gets" && tokens[at + 2]?.word === "unit") spread(startOfClause(at), at, "^");
    if (CONVERTING.has(word)) markSources(at + 1);
    // "The way to write 2026-03-06 is 6 March 2026": the first date is not the one to write.
    const date = next.date(at + 1);
    if (DATE.has(word) && date < tokens.length && next.equal(at) < date) spread(at, at + 1, "^");
  });
}

/**
 * "turn pcs into piece and boxes into box": whatever stands before each target. What follows the first target of a verb is
 * the same for every verb that shares it, and is marked once.
 */
function createSources({ tokens, next, lastSeparator }: Clauses, spread: Spread): (from: number) => void {
  const followed = new Set<string>();
  return (from) => {
    const [first, stop] = [next.target(from), next.stop(from)];
    if (first >= stop) return;
    spread(Math.max(from, lastSeparator(first) + 1), first, "^");
    const target = tokens[first]?.word ?? "";
    const name = `${stop} ${target}`;
    if (followed.has(name)) return;
    followed.add(name);
    let start = first + 1;
    for (let at = first + 1; at < stop; at += 1) {
      const word = tokens[at]?.word ?? "";
      if (word === target) spread(start, at, "^");
      if (word === target || SEPARATOR.has(word)) start = at + 1;
    }
  };
}

function markConditions({ tokens, endOfClause, next, startOfClause }: Clauses, spread: Spread): void {
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    const isOpening = at === startOfClause(at);
    const isInversion = word === "should" && isOpening;
    const isCase = word === "in" && tokens[at + 1]?.word === "case";
    const isPlace = word === "where" && isOpening;
    const reach = isCase ? 4 : tokens.length;
    if (CONDITION.has(word) || isInversion || isCase || isPlace) {
      spread(at + 1, Math.min(endOfClause(at + 1, 1), at + reach), "^");
    }
    // "For five boxes | the unit is box": the thing that the sentence is for ends without a comma.
    if (word === "for" && isOpening) {
      spread(at + 1, Math.min(endOfClause(at + 1, 1), next.determiner(at + 3)), "^");
    }
  });
}
