import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import type { Subject } from "#core/practice/model/statements/patterns.ts";
import type { Statement } from "#core/practice/model/statements/recognise-statements.ts";
import { wordBriefly, wordStatement } from "#core/practice/model/statements/word-statement.ts";
import { splitSentences } from "#core/practice/model/statements/split-sentences.ts";

export type TextEdit = { readonly value: string; readonly summary: string };

export type EditOptions = { readonly key: string; readonly tokenLimit: number | null };

/**
 * A text that says what the causes say: a sentence that states another choice of the same convention is replaced,
 * otherwise one is added after the rules that are there. All else stays as it is, and what does not fit the token
 * limit is left out.
 */
export function editText(text: string, causes: readonly string[], options: EditOptions): TextEdit {
  let value = text;
  const said: string[] = [];
  const wanted = causes.flatMap((cause) => readCause(cause));
  for (const [index, want] of wanted.entries()) {
    const random = keyedRandom("word", options.key, index);
    const next = wordAll(want, random)
      .map((sentence) => ({ sentence, text: place(value, sentence, want.rule) }))
      .find((each) => each.text !== value && isWithin(each.text, options.tokenLimit));
    if (next === undefined) continue;
    value = next.text;
    said.push(next.sentence);
  }
  return { value, summary: said.length === 0 ? "No change." : said.join(" ") };
}

type Rule = { readonly convention: Subject; readonly choice: string };

/** What is to be said: a rule in wordings of its own, or a remark as it stands. */
type Wanted = { readonly rule: Rule | null; readonly text: string };

/** A cause that is not understood, or says only that care is needed, is put down in its own words. */
function readCause(cause: string): readonly Wanted[] {
  const statements = recogniseStatements(cause);
  if (statements.length === 0) {
    const text = splitSentences(cause)[0]?.text.replaceAll(/[{}]/g, "") ?? "";
    return text === "" ? [] : [{ rule: null, text }];
  }
  return statements.map(({ convention, choice, at, length }) => ({
    rule: choice === null ? null : { convention, choice },
    text: cause.slice(at, at + length),
  }));
}

/** The wanted sentence, and a shorter one in case there is no room for it. */
function wordAll({ rule, text }: Wanted, random: RandomStream): readonly string[] {
  if (rule === null) return [text];
  return [wordStatement(rule.convention, rule.choice, random), wordBriefly(rule.convention, rule.choice)];
}

function place(text: string, sentence: string, rule: Rule | null): string {
  if (rule === null) return text.includes(sentence) ? text : add(text, sentence);
  const [first, ...others] = findRivals(text, rule);
  const isStated = recogniseStatements(text).some(
    ({ convention, choice, strength }) =>
      convention === rule.convention && choice === rule.choice && strength === 1,
  );
  if (first === undefined) return isStated ? text : add(text, sentence);
  // From the back, so that offsets in front stay true.
  const cleared = others.reduceRight((rest, { at, length }) => cut(rest, at, length), text);
  return isStated ? cut(cleared, first.at, first.length) : splice(cleared, first, sentence);
}

/** Sentences about the same convention that say something else and may go: those with a placeholder may not. */
function findRivals(text: string, { convention, choice }: Rule): readonly Statement[] {
  const all = recogniseStatements(text);
  const rivals = all.filter(
    (each) =>
      each.convention === convention &&
      each.choice !== choice &&
      !text.slice(each.at, each.at + each.length).includes("{{") &&
      all.every((other) => other.at !== each.at || other.convention === convention),
  );
  return rivals.filter(({ at }, index) => rivals.findIndex((each) => each.at === at) === index);
}

function splice(text: string, { at, length }: Statement, sentence: string): string {
  return text.slice(0, at) + sentence + text.slice(at + length);
}

/** Without the sentence, and without the gap or empty line it would leave. */
function cut(text: string, at: number, length: number): string {
  const [before, after] = [text.slice(0, at), text.slice(at + length)];
  if (/(?:^|\n)[ \t]*(?:[-*•][ \t]+)?$/.test(before)) {
    return before.replace(/[ \t]*(?:[-*•][ \t]+)?$/, "") + after.replace(/^[ \t]*\n?/, "");
  }
  return before.trimEnd() + after;
}

/**
 * After the last rule that is there, in the same form (bullet or line); without one at the end, but before the part
 * with the message, which would swallow it.
 */
function add(text: string, sentence: string): string {
  const last = recogniseStatements(text).at(-1);
  if (last !== undefined) {
    const end = text.indexOf("\n", last.at + last.length);
    const at = end < 0 ? text.length : end;
    const line = text.slice(text.lastIndexOf("\n", last.at) + 1, at);
    const bullet = /^\s*(?:[-*•]|\d+[.)])\s+/.exec(line)?.[0] ?? "";
    const isRunning = bullet === "" && splitSentences(line).length > 1;
    const lead = isRunning ? " " : `\n${bullet.replace(/\d+/, (digits) => String(Number(digits) + 1))}`;
    return text.slice(0, at) + lead + sentence + text.slice(at);
  }
  const slot = text.indexOf("{{");
  if (slot < 0) return text.trim() === "" ? sentence : `${text.trimEnd()}\n${sentence}`;
  const paragraph = text.lastIndexOf("\n\n", slot);
  const at = paragraph < 0 ? 0 : paragraph;
  return `${text.slice(0, at)}${at === 0 ? "" : "\n"}${sentence}${at === 0 ? "\n" : ""}${text.slice(at)}`;
}

function isWithin(text: string, tokenLimit: number | null): boolean {
  return tokenLimit === null || countTokens(text) <= tokenLimit;
}
