import type { ErrorWords } from "./error-body.ts";

/** A request as it went over the wire. */
export type SentParams = Readonly<Record<string, unknown>>;

/** What is asked stays as it is. */
const FIXED = ["model", "messages", "tools"];

/** A word of many sentences: only what says that no answer comes in pieces is about the member. */
const NO_STREAM =
  /(does ?n[o']t|not|n't) (currently )?support(ed)? (stream(ing|ed)?)\b|\bstream(ing)?['"`]?( ?=? ?true| responses?| mode)? (is |are )?(currently )?(not|un)[- ]?(supported|allowed|available|enabled)|['"`]stream['"`] does not support|\bstream['"`]? must be (set to )?false/i;

/** A sentence that refuses something, rather than quoting or listing it. */
const REFUSES =
  /not|n't|un(supported|recogni[sz]ed|known|expected|available|allowed)|invalid|illegal|only|must|cannot|extra|additional|deprecated|disallow|forbid|remove|range|between|不支持|无效|非法|不合法|不允许|未知|too (large|high|low|big|many|long)|(greater|less|larger|higher|lower) than|exceed|default|support/i;

/**
 * The member of the request that a refusal names: as its parameter, as a place, or in a sentence. Null for none that the
 * request has, and for what is asked.
 */
export function findNamed({ said, places }: ErrorWords, sent: SentParams): string | null {
  const members = Object.keys(sent).filter((name) => !FIXED.includes(name));
  const roots = places.map((place) => place.split(".")[0] ?? "");
  const placed = members.find((name) => roots.some((root) => spellingsOf(name).includes(root)));
  if (placed !== undefined) return placed;
  if (roots.some((root) => FIXED.includes(root))) return null;
  if ("stream" in sent && NO_STREAM.test(said)) return "stream";
  const inWords = members.filter((name) => name !== "stream");
  const sentences = said.split(/[.;\n](?:\s|$)|[。；]/).filter((sentence) => REFUSES.test(sentence));
  const named = sentences.flatMap((sentence) => namedIn(sentence, inWords));
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

/** What a member is called by what it holds. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  stream_options: ["include_usage", "includeUsage"],
};

/** `max_tokens`, as others write it: `maxTokens`. */
function spellingsOf(name: string): readonly string[] {
  const called = Object.hasOwn(CALLED, name) ? (CALLED[name] ?? []) : [];
  return [name, ...called, name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())];
}
