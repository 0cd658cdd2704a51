import { CONCEPTS } from "./concepts.ts";
import { markPolarity } from "./mark-polarity.ts";
import { normaliseSentence } from "./normalise-sentence.ts";
import { compileCue } from "./pattern.ts";
import type { Cue, Patterns } from "./pattern.ts";
import { PATTERNS } from "./patterns.ts";
import type { Subject } from "./patterns.ts";
import { splitSentences } from "./split-sentences.ts";

/** What one sentence of a prompt tells the stand-in to do. */
export type Statement = {
  readonly convention: Subject;
  /** "on" for a behaviour; null where the sentence asks for care but does not say what is right. */
  readonly choice: string | null;
  /** 1 for a plain rule; less where it is hedged ("if possible") or vague. */
  readonly strength: number;
  /** Offset of the sentence in the text. */
  readonly at: number;
  /** Length of the sentence. */
  readonly length: number;
};

type CompiledPatterns = {
  readonly subject: Subject;
  readonly topic: readonly Cue[];
  readonly choices: readonly { readonly choice: string; readonly cues: readonly Cue[] }[];
};

const COMPILED: readonly CompiledPatterns[] = Object.entries(PATTERNS).map(([subject, patterns]) =>
  // Sound: the table's keys are the subjects.
  compilePatterns(subject as Subject, patterns),
);

const HEDGED =
  / (?:maybe|perhaps|possibly|might|try|ideally|preferably|usually|mostly|probably|if possible|where possible|if you can) /;
const VAGUE =
  / (?:careful|carefully|care|attention|correct|correctly|right|properly|accurate|accurately|watch|mindful|consistent|consistently|precise|precisely|caution) /;
/** A sentence that only asks for care is short; in a long one "right" or "care" means something else. */
const VAGUE_TOKENS = 14;
const CONTINUES = /^ (?:it|they|them|this|that|these|those|otherwise|always|never|use|write|also) /;

/**
 * The statements a text makes about the space of conventions, by what its sentences say, in any of many wordings.
 * A sentence without a subject of its own takes that of its heading or of an undecided sentence before it. Lines
 * of JSON and lists of fields describe the form of an order and state nothing.
 */
export function recogniseStatements(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let announced: readonly CompiledPatterns[] = [];
  for (const { text: sentence, at, heading } of splitSentences(text)) {
    if (isForm(sentence)) continue;
    const marked = markPolarity(normaliseSentence(sentence));
    const own = findSubjects(marked);
    const inherited =
      announced.length > 0 && CONTINUES.test(unmark(marked)) ? announced : findHeading(heading);
    const found = (own.length > 0 ? own : inherited).flatMap((patterns) => readChoice(patterns, marked));
    statements.push(...found.map((part) => ({ ...part, at, length: sentence.length })));
    announced = found.length === 0 ? own : [];
  }
  return statements;
}

function compilePatterns(subject: Subject, patterns: Patterns): CompiledPatterns {
  const topic = { concepts: CONCEPTS, isAnyPolarity: true };
  return {
    subject,
    topic: patterns.topic.map((cue) => compileCue(cue, topic)),
    choices: Object.entries(patterns.choices).map(([choice, cues]) => ({
      choice,
      cues: cues.map((cue) => compileCue(cue, { concepts: CONCEPTS })),
    })),
  };
}

function findSubjects(marked: string): readonly CompiledPatterns[] {
  return COMPILED.filter(({ topic }) => topic.some((cue) => cue.isMatch(marked)));
}

function findHeading(heading: string): readonly CompiledPatterns[] {
  return heading === "" ? [] : findSubjects(markPolarity(normaliseSentence(heading)));
}

type Found = Omit<Statement, "at" | "length">;

/** Two choices equally well supported are both stated: the reader will waver between them. */
function readChoice({ subject, choices }: CompiledPatterns, marked: string): readonly Found[] {
  const scored = choices.map(({ choice, cues }) => ({
    choice,
    score: Math.max(0, ...cues.map((cue) => (cue.isMatch(marked) ? cue.weight : 0))),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  if (best === 0)
    return isVague(unmark(marked)) ? [{ convention: subject, choice: null, strength: 0.25 }] : [];
  const strength = HEDGED.test(unmark(marked)) ? 0.6 : 1;
  return scored
    .filter(({ score }) => score === best)
    .map(({ choice }) => ({ convention: subject, choice, strength }));
}

function isVague(plain: string): boolean {
  return VAGUE.test(plain) && plain.split(" ").length <= VAGUE_TOKENS;
}

function unmark(marked: string): string {
  return marked.replace(/(?<= )[~^]/g, "");
}

const FIELDS =
  /\b(?:customer|receivedOn|deliverOn|items|sku|description|quantity|unit|unitPrice|discount|total|currency|priority|notes)\b/g;

function isForm(sentence: string): boolean {
  if (/^\s*(?:[{}[\]]|"\w+"\s*:)/.test(sentence)) return true;
  return new Set(sentence.match(FIELDS)).size >= 5;
}
