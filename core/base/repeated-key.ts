/**
 * The first key that one object of this text has twice, or null. The text is valid JSON, of which every parser keeps the
 * last such value and drops the others without a word. Takes time by its length [S16].
 */
export function findRepeatedKey(text: string): string | null {
  /** The keys of every object that is open, null for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "{") open.push(new Set());
    else if (sign === "[") open.push(null);
    else if (sign === "}" || sign === "]") open.pop();
    else if (sign === '"') {
      const end = endOfString(text, at);
      const key = isBeforeColon(text, end) ? (JSON.parse(text.slice(at, end)) as string) : null;
      const keys = open.at(-1) ?? null;
      if (key !== null && keys?.has(key) === true) return key;
      if (key !== null) keys?.add(key);
      at = end - 1;
    }
  }
  return null;
}

/** Just past the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isBeforeColon(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
  return text[at] === ":";
}
