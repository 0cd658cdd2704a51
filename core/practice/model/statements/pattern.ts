/**
 * The pattern language in which patterns.ts says what a sentence must mention. It is matched against a marked
 * sentence (mark-polarity.ts): words between single spaces, each with the mark of its polarity in front.
 *
 *   a b      both, anywhere            a|b     either
 *   a_b      the phrase "a b"          a*      any word that starts so
 *   a>b      b after a, in one clause  a>>b    b after a, across clauses ("a|b>c" is "(a or b), then c")
 *   #name    a concept of the table    !a      nowhere in the sentence
 *   -a       under a negation          ^a      as a condition or a thing to be replaced
 *   ?a       whatever its polarity     (none)  affirmed
 *
 * A cue weighs as many as it has terms, so that the more specific one wins, unless it ends in "=N".
 */
export type Cue = {
  readonly weight: number;
  readonly isMatch: (marked: string) => boolean;
};

/**
 * How a rule may be said. `topic`: what a sentence must be about, in any polarity, one of these; `choices`: what it
 * must then say. The choice whose heaviest matching cue weighs most is what the sentence states.
 */
export type Patterns = {
  readonly topic: readonly string[];
  readonly choices: Readonly<Record<string, readonly string[]>>;
};

export type Concepts = Readonly<Record<string, string>>;

export type CueOptions = {
  readonly concepts: Concepts;
  /** True for topics: what a sentence is about does not depend on whether it says yes or no. */
  readonly isAnyPolarity?: boolean;
};

const MARKS = { "-": "~", "^": "\\^", "?": "[~^]?" } as const;
/** Words between the two halves of a>b and a>>b. */
const GAPS = { ">": "(?: [^ ,;:()]+){0,6}", ">>": "(?: [^ ]+){0,14}" } as const;

export function compileCue(source: string, options: CueOptions): Cue {
  const terms = source.trim().split(/\s+/);
  const stated = terms.at(-1)?.startsWith("=") === true ? Number(terms.pop()?.slice(1)) : null;
  const tests = terms.map((term) => compileTerm(term, options));
  const positive = terms.filter((term) => !term.startsWith("!")).length;
  return { weight: stated ?? positive, isMatch: (marked) => tests.every((test) => test(marked)) };
}

function compileTerm(term: string, options: CueOptions): (marked: string) => boolean {
  const isAbsent = term.startsWith("!");
  const atomOptions = { ...options, isAnyPolarity: isAbsent || options.isAnyPolarity === true };
  const parts = (isAbsent ? term.slice(1) : term).split(/(>>|>)/);
  const [first = "", ...rest] = parts.map((part) =>
    part === ">" || part === ">>" ? GAPS[part] : toAlternatives(part, atomOptions),
  );
  const sequence = rest.reduce((left, right, index) => left + (index % 2 === 0 ? right : ` ${right}`), first);
  const found = new RegExp(`(?<= )${sequence}(?= )`);
  return (marked) => found.test(marked) !== isAbsent;
}

/** "a_b|-c": the phrase "a b", or a negated "c". */
function toAlternatives(part: string, options: CueOptions): string {
  return `(?:${part
    .split("|")
    .map((phrase) => toPhrase(phrase, options))
    .join("|")})`;
}

function toPhrase(text: string, options: CueOptions): string {
  const prefix = /^[-^?]/.exec(text)?.[0] as keyof typeof MARKS | undefined;
  const mark = prefix === undefined ? (options.isAnyPolarity === true ? MARKS["?"] : "") : MARKS[prefix];
  const atoms = (prefix === undefined ? text : text.slice(1)).split("_");
  return atoms.map((atom) => toAtom(atom, mark, options.concepts)).join(" ");
}

function toAtom(word: string, mark: string, concepts: Concepts): string {
  if (!word.startsWith("#")) return mark + toWord(word);
  const concept = concepts[word.slice(1)];
  if (concept === undefined) throw new RangeError(`no concept ${word} for a pattern`);
  const phrases = concept.split("|").map((phrase) =>
    phrase
      .split("_")
      .map((part) => mark + toWord(part))
      .join(" "),
  );
  return `(?:${phrases.join("|")})`;
}

function toWord(word: string): string {
  const isStem = word.endsWith("*");
  const escaped = (isStem ? word.slice(0, -1) : word).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return isStem ? `${escaped}[^ ,;:()]*` : escaped;
}
