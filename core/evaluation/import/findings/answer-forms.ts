import type { Json } from "#core/base/json.ts";
import type { Finding, FindingKind } from "#core/domain/import-finding.ts";
import { acceptedAnswers } from "#core/domain/scoring/accepted-answers.ts";
import { readNumber } from "#core/domain/scoring/score-numeric.ts";
import type { ReadItem } from "#core/evaluation/import/items.ts";
import { toPattern } from "#core/evaluation/match-pattern.ts";
import { foundAt, someOf, toSentence, type Finds } from "./found.ts";

/** Words that nobody repeats by chance. */
const LONG_ANSWER_WORDS = 25;
/** As many of the answers as make it likely that numbers are meant. */
const MOST = 0.9;

/** Answers of a form that their scorer calls right hardly ever, or always [S43]. */
export function findAnswerForms({ items, scorer }: Finds): readonly (Finding | null)[] {
  if (scorer.type === "exact") return findExactForms(items);
  return scorer.type === "regex" ? [findMatchAll(items, scorer.flags)] : [];
}

function findExactForms(items: readonly ReadItem[]): readonly (Finding | null)[] {
  const linesOf = (isSuch: (expected: Json) => boolean): readonly number[] =>
    items.filter(({ item }) => isSuch(item.expected)).map(({ line }) => line);
  const tell = (kind: FindingKind, lines: readonly number[], what: string): Finding | null =>
    foundAt(lines, {
      kind,
      reason: `${toSentence(`the answer of ${someOf(lines.length, items.length)}`)} is ${what}`,
    });
  const numbers = linesOf(isNumber);
  return [
    tell(
      "never-right",
      linesOf((expected) => isWhole(expected) || isJsonText(expected)),
      "a list or an object: the exact scorer calls only the very same JSON right. Score JSON fields, or take the field inside it that is the answer.",
    ),
    tell(
      "never-right",
      linesOf(isLong),
      `longer than ${LONG_ANSWER_WORDS} words: the exact scorer calls only the very same text right, which no model writes. Take the part that is the answer with an answer pattern, or another scorer.`,
    ),
    numbers.length < MOST * items.length
      ? tell(
          "numbers-as-text",
          linesOf((expected) => isNumber(expected) && isWrittenInOtherWays(expected)),
          "a number that is written in several ways, such as 31,0 and 31: the exact scorer compares text. List the ways as accepted answers, or import such items by themselves with the number scorer.",
        )
      : tell(
          "numbers-as-text",
          numbers,
          'a number: the exact scorer compares text, so that "5.0" and "5 km" are wrong where 5 is expected. The number scorer reads them as numbers.',
        ),
  ];
}

/** A list of single values is the answers that are accepted, of which any will do. */
function isWhole(expected: Json): boolean {
  return typeof expected === "object" && acceptedAnswers({ type: "exact" }, expected) === null;
}

function isJsonText(expected: Json): boolean {
  if (typeof expected !== "string" || !/^\s*[[{]/.test(expected)) return false;
  try {
    return typeof JSON.parse(expected) === "object";
  } catch {
    return false;
  }
}

function isLong(expected: Json): boolean {
  return (
    typeof expected === "string" &&
    !isJsonText(expected) &&
    expected.trim().split(/\s+/).length > LONG_ANSWER_WORDS
  );
}

function isNumber(expected: Json): boolean {
  if (typeof expected === "number") return true;
  return typeof expected === "string" && !/\p{L}/u.test(expected) && readNumber(expected).kind === "number";
}

/** A whole number of plain digits is mostly written so. */
function isWrittenInOtherWays(expected: Json): boolean {
  return typeof expected === "string" ? !/^\s*[-+]?\d+\s*$/.test(expected) : !Number.isInteger(expected);
}

function findMatchAll(items: readonly ReadItem[], flags: string): Finding | null {
  const lines = items
    .filter(({ item }) => isMetByNothing(toPattern(item.expected, flags)))
    .map(({ line }) => line);
  return foundAt(lines, {
    kind: "always-right",
    reason: `${toSentence(`the pattern of ${someOf(lines.length, items.length)}`)} matches an empty text, so that every output is right.`,
  });
}

function isMetByNothing(pattern: RegExp | null): boolean {
  return pattern !== null && new RegExp(pattern.source, pattern.flags.replace("y", "")).test("");
}
