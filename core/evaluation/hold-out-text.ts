import { foldToShape } from "#core/domain/look-alikes.ts";
import type { Store } from "#core/store/store.ts";
import { indexDisguisedCopies } from "./disguised-copies.ts";
import { indexNearCopies } from "./near-copies.ts";
import { foldNumbers } from "./number-words.ts";
import { readHoldOutInputs, readTrainInputs } from "./sealed-split.ts";

/** So many words in a row, equal, are no coincidence. */
const WINDOW_WORDS = 12;

/** A text shorter than a window is compared whole; one shorter than this may be anybody's words. */
const LEAST_WORDS = 4;

/** From this length on a short text is known by either half: one word of it may be another. */
const HALVED_WORDS = 8;

export type HoldOutText = {
  /**
   * What the text copies from a validation or test item, as a sentence; null when it copies nothing, or nothing but
   * what stood in the texts `before` already.
   */
  readonly find: (text: string, before?: readonly string[]) => string | null;
};

/**
 * Tells whether a text holds a run of twelve words out of any validation or test item, nearly as many with single words
 * changed, or a shorter one whole, also in disguise [A9]. Texts are compared as the eye takes them: look-alikes, accents,
 * case and what is not seen make no difference. What a train item says as well is no secret, so texts of one template are
 * told apart by what is their own. A check of the change, made by the program: nobody is shown an item, and no score is made, so it is no look at
 * the sealed split.
 */
export function indexHoldOutText(store: Store, dataset: string): HoldOutText {
  const texts = readHoldOutInputs(store, dataset).map(wordsOf);
  const train = readTrainInputs(store, dataset).map(wordsOf);
  const windows = new Set(texts.flatMap((words) => runsOf(words, WINDOW_WORDS)));
  const isShort = indexShorts(texts, train);
  const nearCopies = indexNearCopies(
    texts.filter(({ length }) => length >= WINDOW_WORDS),
    train,
  );
  const disguised = indexDisguisedCopies({ texts, open: train, leastWords: WINDOW_WORDS, wordsOf });
  const copiesIn = (text: string): readonly Copy[] => {
    const words = wordsOf(text);
    return [
      ...runsOf(words, WINDOW_WORDS)
        .filter((run) => windows.has(run))
        .map((run) => ({ runs: [run], isWhole: false })),
      ...nearCopies(words).map((runs) => ({ runs, isWhole: false })),
      ...isShort(words).map((run) => ({ runs: [run], isWhole: true })),
      ...disguised(text).map((run) => ({ runs: [run], isWhole: false })),
    ];
  };
  return {
    find: (text, before = []) => {
      const copies = copiesIn(text);
      if (copies.length === 0) return null;
      const old = new Set(before.flatMap(copiesIn).flatMap(({ runs }) => runs));
      const copied = copies.find(({ runs }) => runs.some((run) => !old.has(run)));
      if (copied === undefined) return null;
      return copied.isWhole
        ? "It repeats a short hold-out item whole."
        : `It repeats ${WINDOW_WORDS} words of a hold-out item.`;
    },
  };
}

/** The runs of words that were copied: it is an old copy where all of them stood there before. */
type Copy = { readonly runs: readonly string[]; readonly isWhole: boolean };

/** Finds short texts: whole, or from eight words on with one word changed. What a train item says as well is no secret. */
function indexShorts(
  texts: readonly (readonly string[])[],
  train: readonly (readonly string[])[],
): (words: readonly string[]) => readonly string[] {
  const open = new Set(train.map((words) => words.join(" ")));
  const shorts = texts.filter(
    (words) => words.length >= LEAST_WORDS && words.length < WINDOW_WORDS && !open.has(words.join(" ")),
  );
  const lengths = [...new Set(shorts.map(({ length }) => length))];
  const byPart = Map.groupBy(
    shorts.flatMap((words) => partsOf(words).map((part) => ({ part, words }))),
    ({ part }) => part,
  );
  const openOnes = new Set(train.flatMap((words) => lengths.flatMap((length) => runsOf(words, length))));
  return (words) =>
    lengths.flatMap((length) =>
      Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
        words.slice(at, at + length),
      ).flatMap((run) => {
        const mostChanged = length >= HALVED_WORDS ? 1 : 0;
        const isCopy = partsOf(run).some((part) =>
          (byPart.get(part) ?? []).some((known) => countChanged(known.words, run) <= mostChanged),
        );
        const said = run.join(" ");
        return isCopy && !openOnes.has(said) ? [said] : [];
      }),
    );
}

/** What of a short text must be there letter for letter: all of it, or one half. */
function partsOf(words: readonly string[]): readonly string[] {
  const { length } = words;
  if (length < HALVED_WORDS) return [`${length} ${words.join(" ")}`];
  const middle = Math.floor(length / 2);
  return [`${length} < ${words.slice(0, middle).join(" ")}`, `${length} > ${words.slice(middle).join(" ")}`];
}

function countChanged(a: readonly string[], b: readonly string[]): number {
  return a.length === b.length ? a.filter((word, at) => word !== b[at]).length : Infinity;
}

/** Scripts that are written without spaces: each sign counts as a word. */
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}";
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");

function wordsOf(text: string): readonly string[] {
  return foldNumbers(foldToShape(text).match(WORD) ?? []);
}

/** Every run of so many words in a row. */
function runsOf(words: readonly string[], length: number): readonly string[] {
  const count = Math.max(0, words.length - length + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + length).join(" "));
}
