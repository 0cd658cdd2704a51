import type { Token } from "./normalise-sentence.ts";

/**
 * Finds what a sentence negates ("~") and what it names only as a condition or as the thing to be replaced ("^"),
 * so that "do not write 06.03.2026" is not taken for its opposite, nor "turn boxes into box" for a plural.
 */
type Mark = "" | "~" | "^";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const PUNCTUATION = words(", ; : ( )");
const BOUNDARY = words(
  "but when if unless whenever wherever because since though although while so then instead until except",
);
const CONDITION = words("if evenif when whenever wherever unless except once while");
/** A verb in the imperative opens a new clause even without a comma: "if none is given use 1". */
const IMPERATIVE = words(
  "use take write put assume enter give choose pick deliver keep set make treat move record add charge stick go follow apply sum call double multiply ship ask mark copy",
);
/** "When someone says next Friday they mean …": so does a new subject. */
const TELLING = words("they mean means");
const AUXILIARY = words("do does did is are was were be should must may can will shall has have need needs");
const NO_SUBJECT = words("that which who and or but please so then to");
const NEGATOR = words(
  "not never no without avoid avoids avoiding nor neither ignore ignoring ignored omit omits omitting omitted exclude excludes excluding disregard disregarding skip skips drop drops dropping discard discards discarding forget",
);
const NEGATING_PHRASE = [["instead", "of"], ["rather", "than"], ["in", "place", "of"], ["apart", "from"], ["other", "than"], ["as", "opposed", "to"]]; // prettier-ignore
/** "Items without a number count as 1": what is missing ends where something is said of it. */
const PREDICATE = words("means mean is are get gets count counts become becomes default defaults");
/** "does not say how many": a condition told as a fact, so only the next words are negated. */
const SAYING = words(
  "say says said state states stated give gives given name names named mention mentions mentioned specify specifies specified indicate indicated tell tells",
);
const CONVERTING = words(
  "convert converts turn turns change changes translate translates transform rewrite replace replaces read render expand expands resolve shorten normalise normalize",
);
const DATE = words("@iso @dotted @slashed @long");
const TARGET = words("into to by with as");
/** Between two examples of one kind these say that the second stands for the first. */
const EQUALS = words("is are means to into as becomes");
const RECORDING = words("written noted recorded booked entered shown output stored saved");

/** The sentence as one line: " word ~negated ^conditional , word ". */
export function markPolarity(tokens: readonly Token[]): string {
  const marks: Mark[] = tokens.map(() => "");
  const spread: Spread = (from, to, mark) => {
    for (let at = Math.max(0, from); at < Math.min(to, marks.length); at += 1) marks[at] = mark;
  };
  markNegations(tokens, spread);
  markConversions(tokens, spread);
  markConditions(tokens, spread);
  return ` ${tokens.map(({ word }, at) => (PUNCTUATION.has(word) ? word : `${marks[at] ?? ""}${word}`)).join(" ")} `;
}

type Spread = (from: number, to: number, mark: Mark) => void;

function markNegations(tokens: readonly Token[], spread: Spread): void {
  const denied = new Set<number>();
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    const phrase = NEGATING_PHRASE.find((parts) =>
      parts.every((part, step) => tokens[at + step]?.word === part),
    );
    const start = at + (phrase?.length ?? 1);
    if (phrase !== undefined) return spread(start, endOfClause(tokens, start, 1), "~");
    if (!NEGATOR.has(word)) return;
    const end = Math.min(endOfClause(tokens, start, 2), start + reachOf(tokens, at));
    // "do not leave out any remark": two negations are none.
    spread(start, end, denied.has(at) ? "" : "~");
    for (let reached = start; reached < end; reached += 1) denied.add(reached);
    if (word === "not" || word === "never") markSubject(tokens, at, spread);
  });
}

/** How many words a negation can reach, apart from the end of its clause. */
function reachOf(tokens: readonly Token[], negator: number): number {
  const word = tokens[negator]?.word;
  if (word === "not" && SAYING.has(tokens[negator + 1]?.word ?? "")) return 3;
  if (word !== "no" && word !== "without") return tokens.length;
  const predicate = tokens.findIndex((token, at) => at > negator && PREDICATE.has(token.word));
  return predicate < 0 ? tokens.length : predicate - negator - 1;
}

/** "Shipping is not discounted" denies something of shipping; "and do not round" has no subject to deny it of. */
function markSubject(tokens: readonly Token[], negator: number, spread: Spread): void {
  const before = tokens[negator - 1]?.word ?? "";
  const isBare = tokens[negator]?.word === "never" && !AUXILIARY.has(before);
  const verb = isBare ? negator : negator - 1;
  if (!isBare && !AUXILIARY.has(before)) return;
  const start = startOfClause(tokens, verb);
  if (verb > start && !NO_SUBJECT.has(tokens[verb - 1]?.word ?? "")) spread(start, verb, "~");
}

function markConversions(tokens: readonly Token[], spread: Spread): void {
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    if (word === "becomes" || word === "become") spread(startOfClause(tokens, at), at, "^");
    const isRecorded = word === "as" && RECORDING.has(tokens[at - 1]?.word ?? "");
    if (isRecorded) spread(startOfClause(tokens, at), at, "^");
    if (word === "gets" && tokens[at + 2]?.word === "unit") spread(startOfClause(tokens, at), at, "^");
    if (CONVERTING.has(word)) markSources(tokens, at + 1, spread);
    if (DATE.has(word) && isExplained(tokens, at)) spread(at, at + 1, "^");
  });
}

/** "The way to write 2026-03-06 is 6 March 2026": the first date is not the one to write. */
function isExplained(tokens: readonly Token[], at: number): boolean {
  const next = tokens.findIndex(({ word }, other) => other > at && DATE.has(word));
  return next > 0 && tokens.slice(at, next).some(({ word }) => EQUALS.has(word));
}

/** "turn pcs into piece and boxes into box": whatever stands before each target. */
function markSources(tokens: readonly Token[], from: number, spread: Spread): void {
  let start = from;
  let target: string | null = null;
  for (let at = from; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? "";
    if (word === ";" || word === ":" || word === "but") return;
    const isTarget = target === null ? TARGET.has(word) : word === target;
    if (isTarget) {
      spread(start, at, "^");
      target = word;
    }
    if (isTarget || word === "and" || word === ",") start = at + 1;
  }
}

function markConditions(tokens: readonly Token[], spread: Spread): void {
  tokens.forEach(({ word, isQuoted }, at) => {
    if (isQuoted) return;
    const isOpening = at === startOfClause(tokens, at);
    const isInversion = word === "should" && isOpening;
    const isCase = word === "in" && tokens[at + 1]?.word === "case";
    const isPlace = word === "where" && isOpening;
    const reach = isCase ? 4 : tokens.length;
    if (CONDITION.has(word) || isInversion || isCase || isPlace) {
      spread(at + 1, Math.min(endOfClause(tokens, at + 1, 1), at + reach), "^");
    }
    if (word === "for" && isOpening) {
      spread(at + 1, Math.min(endOfClause(tokens, at + 1, 1), nextDeterminer(tokens, at + 3)), "^");
    }
  });
}

/** "For five boxes | the unit is box": where the thing that the sentence is for ends without a comma. */
function nextDeterminer(tokens: readonly Token[], from: number): number {
  const found = tokens.findIndex(
    ({ word }, at) =>
      at >= from &&
      /^(?:the|a|an|all|every)$/.test(word) &&
      !/^(?:of|in|on|to|with|and|or|for|by|after|before|from)$/.test(tokens[at - 1]?.word ?? ""),
  );
  return found < 0 ? tokens.length : found;
}

/** `least`: how many words must stand in the clause before an imperative can end it. */
function endOfClause(tokens: readonly Token[], from: number, least: number): number {
  for (let at = from; at < tokens.length; at += 1) {
    const { word, isQuoted } = tokens[at] ?? { word: "", isQuoted: false };
    if (isQuoted) continue;
    if (PUNCTUATION.has(word)) return at;
    if (BOUNDARY.has(word) && at > from) return at;
    if (TELLING.has(word) && at >= from + 2) return at;
    const before = tokens[at - 1]?.word ?? "";
    if (
      IMPERATIVE.has(word) &&
      at >= from + least &&
      !AUXILIARY.has(before) &&
      !/^(?:to|and|or|not|the|a)$/.test(before)
    ) {
      return at;
    }
  }
  return tokens.length;
}

function startOfClause(tokens: readonly Token[], from: number): number {
  for (let at = from - 1; at >= 0; at -= 1) {
    const { word, isQuoted } = tokens[at] ?? { word: "", isQuoted: false };
    if (!isQuoted && (PUNCTUATION.has(word) || BOUNDARY.has(word))) return at + 1;
  }
  return 0;
}
