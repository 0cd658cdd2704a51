import { findSecret, mayBeKey } from "#core/domain/secrets.ts";

const MOST_CHARACTERS = 300;

/** As long, and of as many sorts of letters, as nothing but a key, a token or an id is. */
const LONG_TOKEN = /[A-Za-z0-9_\-+/=.]{24,}/g;

/**
 * An endpoint's own words as they may be shown and kept: in one line, without the key that was sent or anything that looks like
 * one, and no longer than a few lines. Empty where it said nothing.
 */
export function tellSaid(said: string, key: string | null): string {
  // The beginning is enough, and what is cut must not be the half of a key.
  const begun = said.slice(0, 20 * MOST_CHARACTERS);
  const line = begun.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  const bare = key === null || !mayBeKey(key) ? line : line.replaceAll(key, "[key]");
  const clean = bare
    .replaceAll(/\bBearer\s+\S+/gi, "Bearer [key]")
    .replaceAll(LONG_TOKEN, (token) => (isKeyLike(token) ? "[key]" : token));
  return clean.length <= MOST_CHARACTERS ? clean : `${clean.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`;
}

/** Names of models, paths and switches are of words; keys mix letters and digits without any. */
function isKeyLike(token: string): boolean {
  if (findSecret(token) !== null) return true;
  const sorts = [/[A-Z]/, /[a-z]/, /\d/].filter((sort) => sort.test(token)).length;
  const longest = Math.max(...token.split(/[-_./=+]/).map((part) => part.length));
  return sorts === 3 && longest >= 16;
}
