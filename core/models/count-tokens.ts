import { createRequire } from "node:module";

type Tokenizer = {
  readonly countTokens: (text: string, options: { readonly disallowedSpecial: Set<string> }) => number;
};

const require = createRequire(import.meta.url);

/** Text is untrusted: what looks like a control token is counted as the characters it is. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

let tokenizer: Tokenizer | null = null;

/** No word of any language is longer. The tokenizer's time grows with the square of a word's length. */
const LONGEST_WORD = 500;

/** What a text with a longer word is counted by: at a cut at most one token more than there are. */
const PIECE = /[\s\S]{1,250}/g;

/**
 * Tokens of a text in the o200k encoding: exact for OpenAI's current models, a good estimate for others, and for what
 * is no text (a long run without spaces, or of nothing else) close from above. The tables are loaded at the first call,
 * because they take longer than the rest of the program's start.
 */
export function countTokens(text: string): number {
  tokenizer ??= require("gpt-tokenizer/encoding/o200k_base") as Tokenizer;
  const { countTokens: count } = tokenizer;
  if (!hasLongWord(text)) return count(text, AS_PLAIN_TEXT);
  return (text.match(PIECE) ?? []).reduce((sum, piece) => sum + count(piece, AS_PLAIN_TEXT), 0);
}

function hasLongWord(text: string): boolean {
  const isLong = (run: string): boolean => run.length > LONGEST_WORD;
  return text.length > LONGEST_WORD && (text.split(/\s+/).some(isLong) || text.split(/\S+/).some(isLong));
}
