import type { ErrorWords } from "./error-body.ts";

/** A request as it went over the wire. */
export type SentParams = Readonly<Record<string, unknown>>;

/** What is asked stays as it is, and so does how the answer comes. */
const FIXED = ["model", "messages", "tools", "stream"];

/** A sentence that refuses something, rather than quoting or listing it. */
const REFUSES =
  /not|n't|un(supported|recogni[sz]ed|known|expected|available|allowed)|invalid|illegal|only|must|cannot|extra|additional|deprecated|disallow|forbid|remove|range|between|too (large|high|low|big|many|long)|(greater|less|larger|higher|lower) than|exceed|default|support/i;

/**
 * The member of the request that a refusal names: as its parameter, as a place, or in a sentence. Null for none that the
 * request has, and for what is asked.
 */
export function findNamed({ said, places }: ErrorWords, sent: SentParams): string | null {
  const members = Object.keys(sent).filter((name) => !FIXED.includes(name));
  const roots = places.map((place) => place.split(".")[0] ?? "");
  const placed = members.find((name) => roots.some((root) => spellingsOf(name).includes(root)));
  if (placed !== undefined) return placed;
  if (roots.some((root) => FIXED.includes(root) && root !== "stream")) return null;
  const sentences = said.split(/[.;\n](?:\s|$)/).filter((sentence) => REFUSES.test(sentence));
  const named = sentences.flatMap((sentence) => namedIn(sentence, members));
  // "a and b cannot both be given": the one that comes later is the smaller loss.
  return (/\bboth\b/i.test(said) ? named.at(-1) : named[0]) ?? null;
}

/** In the order of the sentence. What is offered instead, and what is listed as known, is not what is refused. */
function namedIn(sentence: string, members: readonly string[]): readonly string[] {
  const refusing = sentence
    .replaceAll(/\b(use|try|consider|set|did you mean|instead of|in favou?r of)\s+['"`]?[\w-]+['"`]?/gi, " ")
    .replace(
      /\b(supported|allowed|valid|known|accepted) (parameters|fields|arguments|values|options)\b.*$/i,
      " ",
    );
  return members
    .map((name) => ({ name, at: refusing.search(wholeWord(name)) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w-])(${spellingsOf(name).join("|")})(?![\\w-])`);
}

/** `max_tokens`, as others write it: `maxTokens`. */
function spellingsOf(name: string): readonly string[] {
  return [name, name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())];
}
