import { readHoldOutInputs } from "./sealed-split.ts";
import type { Store } from "#core/store/store.ts";

/** So many words in a row, equal, are no coincidence. */
const WINDOW_WORDS = 12;

export type HoldOutText = {
  /** What the text copies from a validation or test item, as a sentence; null when it copies nothing. */
  readonly find: (text: string) => string | null;
};

/**
 * Tells whether a text holds a run of twelve words out of any validation or test item. A check of the change, made by
 * the program: nobody is shown an item, and no score is made, so it is no look at the sealed split.
 */
export function indexHoldOutText(store: Store, dataset: string): HoldOutText {
  const windows = new Set(readHoldOutInputs(store, dataset).flatMap(windowsOf));
  return {
    find: (text) => {
      const copied = windowsOf(text).find((window) => windows.has(window));
      return copied === undefined ? null : `It repeats ${WINDOW_WORDS} words of a hold-out item.`;
    },
  };
}

function windowsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const count = Math.max(0, words.length - WINDOW_WORDS + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + WINDOW_WORDS).join(" "));
}
