const MAX_EXCERPT_CHARS = 200;

/** A text for the middle of a sentence: whole, or its beginning. */
export function toExcerpt(text: string): string {
  return text.length > MAX_EXCERPT_CHARS ? `${text.slice(0, MAX_EXCERPT_CHARS - 1)}…` : text;
}
