import type { SingleCheck } from "#core/domain/scoring/check-list.ts";
import { toPattern } from "#core/evaluation/match-pattern.ts";

/** Checks that can be said as one regular expression that an output is searched with; the texts are not blank. */
export const PATTERNS: Readonly<Partial<Record<SingleCheck["type"], (texts: readonly string[]) => string>>> =
  {
    equals: ([text = ""]) => `^\\s*${escape(text.trim())}\\s*$`,
    contains: ([text = ""]) => escape(text),
    icontains: ([text = ""]) => `(?i:${escape(text)})`,
    "starts-with": ([text = ""]) => `^${escape(text)}`,
    regex: ([text = ""]) => text,
    "contains-any": (texts) => texts.map(escape).join("|"),
    "icontains-any": (texts) => `(?i:${texts.map(escape).join("|")})`,
    "contains-all": (texts) => joinPatterns(texts.map(escape)),
    "icontains-all": (texts) => joinPatterns(texts.map((text) => `(?i:${escape(text)})`)),
  };

/** One expression for all of them, in whatever order an output has them. Null where they cannot be joined. */
export function joinChecks(patterns: readonly string[]): string | null {
  const [only] = patterns;
  if (only !== undefined && patterns.length === 1) return only;
  // Joined, a reference to a group by its number would mean another group.
  if (patterns.some((pattern) => /\\[1-9]/.test(pattern))) return null;
  const joined = joinPatterns(patterns);
  return toPattern(joined, "") === null ? null : joined;
}

function joinPatterns(patterns: readonly string[]): string {
  return `^${patterns.map((pattern) => `(?=[^]*?(?:${pattern}))`).join("")}`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
