/** A stretch of a text: plain, a slot that tasks fill in, or part of a text that no version may change. */
export type TextPart = {
  readonly start: number;
  readonly text: string;
  readonly isSlot: boolean;
  readonly isLocked: boolean;
};

const SLOT = /\{\{\s*[A-Za-z_][A-Za-z0-9_]*\s*\}\}/g;

/** The parts of a text in order; joined they are the text again. A slot inside a locked text is both. */
export function annotateText(text: string, locked: readonly string[]): readonly TextPart[] {
  const isLocked = markLocked(text, locked);
  const isSlot = new Uint8Array(text.length);
  for (const match of text.matchAll(SLOT)) isSlot.fill(1, match.index, match.index + match[0].length);
  const parts: TextPart[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const isEnd = at === text.length || isLocked[at] !== isLocked[start] || isSlot[at] !== isSlot[start];
    if (!isEnd) continue;
    parts.push({
      start,
      text: text.slice(start, at),
      isSlot: isSlot[start] === 1,
      isLocked: isLocked[start] === 1,
    });
    start = at;
  }
  return parts;
}

function markLocked(text: string, locked: readonly string[]): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (const lock of locked.filter((one) => one !== "")) {
    for (let at = text.indexOf(lock); at !== -1; at = text.indexOf(lock, at + lock.length)) {
      marks.fill(1, at, at + lock.length);
    }
  }
  return marks;
}

/** Names of the slots in a text, each once. */
export function slotsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(SLOT)].map(([slot]) => slot))];
}
