import type { Db } from "./db.ts";

/** SQLite knows small letters of ASCII alone; what is searched for is written in those of JavaScript, which knows all. */
export function provideSmallLetters(db: Db): void {
  const options = { deterministic: true, directOnly: true };
  db.function("small_letters", options, (text: unknown) => String(text).toLowerCase());
}

/**
 * The SQL of a text in small letters, as `toLowerCase` writes them, for connections that were provided with it. Only texts
 * with more than ASCII leave SQLite for it.
 */
export function smallLettersOf(text: string): string {
  return `CASE WHEN octet_length(${text}) = length(${text}) THEN lower(${text}) ELSE small_letters(${text}) END`;
}
