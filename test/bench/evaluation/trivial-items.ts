/** Items that cost nothing to answer and nothing to score: what is left is the evaluation itself. */

export const ITEMS = 1_000;

/** Calls at a time: ours uses 4, and 4 is promptfoo's own default. */
export const CONCURRENCY = 4;

export const PROMPT_START = "Repeat: ";

export function questionAt(index: number): string {
  return `item ${index}`;
}

/** What an echo of the prompt answers. */
export function echoAt(index: number): string {
  return PROMPT_START + questionAt(index);
}

export function eachItem<T>(make: (index: number) => T): readonly T[] {
  return Array.from({ length: ITEMS }, (_, index) => make(index));
}
