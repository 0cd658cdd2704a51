import type { QuantityReading } from "./reading.ts";
import { COUNT, readCount, readUnit, UNIT } from "./vocabulary.ts";

const SETS = { dozen: 12, pair: 2 } as const;

const HALF_DOZEN = "(?:half a|a half|half) dozen";
const QUANTITY = new RegExp(
  `\\b(?:(${HALF_DOZEN})|(${COUNT}|an?) ?(dozens?|pairs?)|(${COUNT}))(?:\\s?[x×]\\b|\\b)(?:\\)? ?\\(?(${UNIT})\\b\\)?)?`,
  "gi",
);
const CORRECTION =
  /\b(?:no|sorry|wait|rather|actually|correction|i mean|make (?:that|it)|oops|scratch that)\b/i;

export type FoundQuantity = QuantityReading & {
  readonly at: number;
  readonly end: number;
  /** In figures, not words. */
  readonly isFigure: boolean;
};

/** Every quantity of a text, in order. */
export function findQuantities(text: string): FoundQuantity[] {
  return [...text.matchAll(QUANTITY)].flatMap((match) => {
    const [written, half, setCount, setWord, count, unitWord] = match;
    // "2nd", "5%", "no. 3": numbers that count no goods.
    const following = text.slice(match.index + written.length, match.index + written.length + 3);
    if (/^(?:st|nd|rd|th|%| %)/.test(following)) return [];
    const value = half === undefined ? countOf(setCount ?? count ?? "") : 1;
    if (value === null) return [];
    const kind = unitWord === undefined ? null : readUnit(unitWord);
    return [
      {
        written,
        count: value,
        set: setOf(half, setWord),
        unit: kind === null || unitWord === undefined ? null : { kind, written: unitWord },
        at: match.index,
        end: match.index + written.length,
        isFigure: /^\d/.test(written),
      },
    ];
  });
}

function countOf(text: string): number | null {
  return /^an?$/i.test(text) ? 1 : readCount(text);
}

function setOf(half: string | undefined, word: string | undefined): QuantityReading["set"] {
  if (half !== undefined) return { word: "half dozen", size: SETS.dozen / 2 };
  if (word === undefined) return null;
  const set = word.toLowerCase().startsWith("dozen") ? "dozen" : "pair";
  return { word: set, size: SETS[set] };
}

/**
 * The quantities of one article from the text around it: one, or several where they correct each other.
 * "three (4)" is four: a figure says more than a word. `isContradictory` where two stand there without a correction.
 */
export function settleQuantities(
  text: string,
  found: readonly FoundQuantity[],
): { readonly quantities: readonly QuantityReading[]; readonly isContradictory: boolean } {
  const [first, second] = found;
  if (first === undefined || second === undefined)
    return { quantities: found.map(strip), isContradictory: false };
  const last = found.at(-1) ?? second;
  if (CORRECTION.test(text.slice(first.end, last.at))) {
    // The unit is said once: "three, no, make that four boxes".
    const unit = found.find((each) => each.unit !== null)?.unit ?? null;
    return {
      quantities: found.map((each) => ({ ...strip(each), unit: each.unit ?? unit })),
      isContradictory: false,
    };
  }
  const isRepeated = !first.isFigure && /^\s*\($/.test(text.slice(first.end, second.at));
  const chosen = isRepeated ? (found.find(({ isFigure }) => isFigure) ?? second) : (withUnit(found) ?? last);
  return { quantities: [strip(chosen)], isContradictory: isRepeated };
}

function withUnit(found: readonly FoundQuantity[]): FoundQuantity | undefined {
  return found.find(({ unit, set }) => unit !== null || set !== null);
}

function strip({ written, count, set, unit }: FoundQuantity): QuantityReading {
  return { written, count, set, unit };
}

const INSTEAD = new RegExp(`\\b(${COUNT})\\b(?: instead of|,? not) (${COUNT})\\b`, "i");
const SHOULD_BE = new RegExp(`\\b(?:should be|make (?:that|it)|rather|actually|,) (${COUNT})\\b`, "i");

/** The count that a later sentence corrects an article to: "make that four for OB-1", "OB-1 should be 4, not 3". */
export function readCorrection(
  sentence: string,
): { readonly written: string; readonly count: number } | null {
  const written = INSTEAD.exec(sentence)?.[1] ?? SHOULD_BE.exec(sentence)?.[1];
  const count = written === undefined ? null : readCount(written);
  return written === undefined || count === null ? null : { written, count };
}
