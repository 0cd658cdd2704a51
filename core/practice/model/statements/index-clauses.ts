import type { Token } from "./normalise-sentence.ts";

/** The words of a line. */
export const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const PUNCTUATION = words(", ; : ( )");
const BOUNDARY = words(
  "but when if unless whenever wherever because since though although while so then instead until except",
);
/** A verb in the imperative opens a new clause even without a comma: "if none is given use 1". */
const IMPERATIVE = words(
  "use take write put assume enter give choose pick deliver keep set make treat move record add charge stick go follow apply sum call double multiply ship ask mark copy",
);
/** "When someone says next Friday they mean …": so does a new subject. */
const TELLING = words("they mean means");
export const AUXILIARY = words(
  "do does did is are was were be should must may can will shall has have need needs",
);
/** "Items without a number count as 1": what is missing ends where something is said of it. */
const PREDICATE = words("means mean is are get gets count counts become becomes default defaults");
export const DATE = words("@iso @dotted @slashed @long");
const TARGET = words("into to by with as");
/** Between two examples of one kind these say that the second stands for the first. */
const EQUALS = words("is are means to into as becomes");
/** What parts the things of a list. */
export const SEPARATOR = words("and ,");
const STOP = words("; : but");
const DETERMINER = words("the a an all every");
const LINK = words("of in on to with and or for by after before from");
/** An imperative after one of these opens no clause. */
const JOINT = words("to and or not the a");

/** Where clauses of a sentence begin and end, worked out once for all its words. */
export type Clauses = {
  readonly tokens: readonly Token[];
  readonly startOfClause: (at: number) => number;
  /** `least`: how many words must stand in the clause before an imperative can end it. */
  readonly endOfClause: (from: number, least: number) => number;
  /** The last separator before a word, or -1. */
  readonly lastSeparator: (at: number) => number;
  /** The first word of its sort from a place on, or the number of all words. */
  readonly next: Readonly<Record<"predicate" | "date" | "equal" | "target" | "stop" | "determiner", Find>>;
};

type Find = (from: number) => number;
type Test = (word: string, at: number) => boolean;

export function indexClauses(tokens: readonly Token[]): Clauses {
  const said = (test: Test): Find =>
    findFrom(tokens, (word, at) => tokens[at]?.isQuoted === false && test(word, at));
  const before = (at: number): string => tokens[at - 1]?.word ?? "";
  const isIn = (set: ReadonlySet<string>): Find => findFrom(tokens, (word) => set.has(word));
  const sign = said((word) => PUNCTUATION.has(word));
  const boundary = said((word) => BOUNDARY.has(word));
  const telling = said((word) => TELLING.has(word));
  const order = said(
    (word, at) => IMPERATIVE.has(word) && !AUXILIARY.has(before(at)) && !JOINT.has(before(at)),
  );
  return {
    tokens,
    startOfClause: findStarts(tokens),
    endOfClause: (from, least) =>
      Math.min(sign(from), boundary(from + 1), telling(from + 2), order(from + least)),
    lastSeparator: findLast(tokens, SEPARATOR),
    next: {
      predicate: isIn(PREDICATE),
      date: isIn(DATE),
      equal: isIn(EQUALS),
      target: isIn(TARGET),
      stop: isIn(STOP),
      determiner: findFrom(tokens, (word, at) => DETERMINER.has(word) && !LINK.has(before(at))),
    },
  };
}

/** For every place the first word from there on that passes. */
function findFrom(tokens: readonly Token[], test: Test): Find {
  const { length } = tokens;
  const found = new Uint32Array(length + 1).fill(length);
  for (let at = length - 1; at >= 0; at -= 1) {
    found[at] = test(tokens[at]?.word ?? "", at) ? at : (found[at + 1] ?? length);
  }
  return (from) => found[Math.max(0, from)] ?? length;
}

/** For every place the first word of its clause. */
function findStarts(tokens: readonly Token[]): Find {
  const starts = new Uint32Array(tokens.length + 1);
  tokens.forEach(({ word, isQuoted }, at) => {
    const isEnd = !isQuoted && (PUNCTUATION.has(word) || BOUNDARY.has(word));
    starts[at + 1] = isEnd ? at + 1 : (starts[at] ?? 0);
  });
  return (at) => starts[Math.max(0, at)] ?? 0;
}

function findLast(tokens: readonly Token[], set: ReadonlySet<string>): Find {
  const last = new Int32Array(tokens.length + 1).fill(-1);
  tokens.forEach(({ word }, at) => {
    last[at + 1] = set.has(word) ? at : (last[at] ?? -1);
  });
  return (at) => last[at] ?? -1;
}
