import { createRequire } from "node:module";

type Tokenizer = {
  readonly countTokens: (text: string, options: { readonly disallowedSpecial: Set<string> }) => number;
};

const require = createRequire(import.meta.url);

/** Text is untrusted: what looks like a control token is counted as the characters it is. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

let tokenizer: Tokenizer | null = null;

/**
 * Tokens of a text in the o200k encoding: exact for OpenAI's current models, a good estimate for others. The tables
 * are loaded at the first call, because they take longer than the rest of the program's start.
 */
export function countTokens(text: string): number {
  tokenizer ??= require("gpt-tokenizer/encoding/o200k_base") as Tokenizer;
  return tokenizer.countTokens(text, AS_PLAIN_TEXT);
}
