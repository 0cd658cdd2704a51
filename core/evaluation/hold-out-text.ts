import type { Store } from "#core/store/store.ts";
import { readHoldOutInputs, readTrainInputs } from "./sealed-split.ts";

/** So many words in a row, equal, are no coincidence. */
const WINDOW_WORDS = 12;

/** A text shorter than a window is compared whole; one shorter than this may be anybody's words. */
const LEAST_WORDS = 4;

export type HoldOutText = {
  /**
   * What the text copies from a validation or test item, as a sentence; null when it copies nothing, or nothing but
   * what stood in the texts `before` already.
   */
  readonly find: (text: string, before?: readonly string[]) => string | null;
};

/**
 * Tells whether a text holds a run of twelve words out of any validation or test item, or a shorter one whole. A check of
 * the change, made by the program: nobody is shown an item, and no score is made, so it is no look at the sealed split.
 */
export function indexHoldOutText(store: Store, dataset: string): HoldOutText {
  const texts = readHoldOutInputs(store, dataset).map(wordsOf);
  const windows = new Set(texts.flatMap((words) => runsOf(words, WINDOW_WORDS)));
  const shorts = indexShorts(texts, readTrainInputs(store, dataset).map(wordsOf));
  const copiesIn = (text: string): readonly Copy[] => {
    const words = wordsOf(text);
    return [
      ...runsOf(words, WINDOW_WORDS)
        .filter((run) => windows.has(run))
        .map((run) => ({ run, isWhole: false })),
      ...[...shorts].flatMap(([length, known]) =>
        runsOf(words, length)
          .filter((run) => known.has(run))
          .map((run) => ({ run, isWhole: true })),
      ),
    ];
  };
  return {
    find: (text, before = []) => {
      const old = new Set(before.flatMap(copiesIn).map(({ run }) => run));
      const copied = copiesIn(text).find(({ run }) => !old.has(run));
      if (copied === undefined) return null;
      return copied.isWhole
        ? "It repeats a short hold-out item whole."
        : `It repeats ${WINDOW_WORDS} words of a hold-out item.`;
    },
  };
}

type Copy = { readonly run: string; readonly isWhole: boolean };

/** Short texts by their number of words. What a train item says as well is no secret of the others. */
function indexShorts(
  texts: readonly (readonly string[])[],
  train: readonly (readonly string[])[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const open = new Set(train.map((words) => words.join(" ")));
  const shorts = texts.filter(
    (words) => words.length >= LEAST_WORDS && words.length < WINDOW_WORDS && !open.has(words.join(" ")),
  );
  const byLength = Map.groupBy(shorts, ({ length }) => length);
  return new Map(
    [...byLength].map(([length, group]) => [length, new Set(group.map((words) => words.join(" ")))]),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Every run of so many words in a row. */
function runsOf(words: readonly string[], length: number): readonly string[] {
  const count = Math.max(0, words.length - length + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + length).join(" "));
}
