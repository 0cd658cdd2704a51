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
  const sentences = withoutQuotes(said)
    .split(/[.;\n](?:\s|$)|[。；]/)
    .filter((sentence) => REFUSES.test(sentence));
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
    .map((name) => ({ name, at: placeOf(name, refusing, members) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

/** Where the sentence speaks of the member, rather than of something that has the same name; -1 for nowhere. */
function placeOf(name: string, sentence: string, members: readonly string[]): number {
  const found = [...sentence.matchAll(wholeWord(name))].find(({ 0: word, index }) => {
    const before = sentence.slice(0, index);
    const after = sentence.slice(index + word.length);
    if (KIND_BEFORE.test(before) || KIND_AFTER.test(after) || /(参数|字段)[\s'"`:：]*$/.test(before))
      return true;
    if (OF_TEXTS.test(sentence)) return false;
    if (!/^[a-z]+$/.test(word) || (/['"`“‘]$/.test(before) && /^['"`”’]/.test(after))) return true;
    if (SUPPORT_BEFORE.test(before) || (/[:=]\s*$/.test(before) && /^\s*[,)\]}]*\s*$/.test(after)))
      return true;
    if (HEAD_BEFORE.test(before) && HEAD_AFTER.test(after)) return true;
    if (OF_REQUESTS.test(sentence) && /^\s+(is|are|must|should|can(not)?|may|has|does)\b/i.test(after))
      return true;
    const [, beside = ""] = /([\w-]+)['"`]?\s*(?:,|&|\/|\band|\bn?or)\s*$/i.exec(before) ?? [];
    return members.some((other) => other !== name && spellingsOf(other).includes(beside));
  });
  return found?.index ?? -1;
}

const KINDS =
  "param(?:eter)?s?|arg(?:ument)?s?|fields?|members?|options?|settings?|propert(?:y|ies)|keys?|keywords?|names?|attributes?|values?|inputs?";
const KIND_BEFORE = new RegExp(
  String.raw`\b(?:${KINDS}|un(?:supported|known|recogni[sz]ed|expected)|invalid|illegal|extra|additional|deprecated)(?:\s+(?:supplied|given|sent|found|of|for|named|called|is|was))?[\s:=(\['"\x60]+$`,
  "i",
);
const KIND_AFTER = new RegExp(String.raw`^['"\x60]?\s+(?:${KINDS})\b`, "i");
const SUPPORT_BEFORE =
  /\b(support|allow|permit|accept|take|specify|send|provide|remov|omit|without|sett?ing|using)(s|e|ed|ing)?( for| of)?( an?| the| any| custom)?\s+$/i;
/** A sentence begins with it, and goes on to say what is wrong with it. */
const HEAD_BEFORE = /(^|[:,([]|\s[-–—])\s*((the|an?|any|custom|your)\s+)?$/i;
const HEAD_AFTER =
  /^\s*([:=<>,(]|(is|are|was|must|should|can|cannot|may|does|has|have|not|only|too|out of|exceeds?|and|or)\b)/i;
const OF_REQUESTS =
  /\b(model|endpoint|server|api|requests?|deployment|(un)?supported|allowed|default|range|between)\b/i;
/** It speaks of what was written to the model. */
const OF_TEXTS =
  /\b(words?|terms?|phrases?)\b|\b(your|the) (input|prompt|question|text|message|content) (was|is|contains?|has|had|includes?|mentions?)\b/i;

/** Texts between marks, with marks of another kind in them. */
const QUOTED =
  /(?<![\p{L}\p{N}])(?:(['"`])(?=\S)((?:(?!\1)[^]|(?<=\p{L})\1(?=\p{L}))*)\1|“([^”]*)”)(?![\p{L}\p{N}])/gu;
/** Its mark, what stands in it, and where it begins. */
type Quoted = [mark: string | undefined, plain: string | undefined, curly: string | undefined, at: number];
const NAMES = /^[\w.$#/[\]-]+(\s*[,=:]\s*[\w.$#/[\]-]+)*$/;

/**
 * What stands between marks is what somebody else said: only names are of the sentence, what says itself which parameter it is
 * about, and a message within a document.
 */
function withoutQuotes(said: string): string {
  return said.replaceAll(QUOTED, (all: string, ...[, plain, curly, at]: Quoted) => {
    const passage = plain ?? curly ?? "";
    const isMessage = /['"](message|msg|detail|error|reason)['"]\s*:\s*$/.test(said.slice(0, at));
    const isOfMember = new RegExp(String.raw`\b(${KINDS})\b[^.\w]{1,4}\w|['"\x60]\w+['"\x60]`, "i").test(
      passage,
    );
    return isMessage || isOfMember || NAMES.test(passage) ? all : " ";
  });
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w-])(${spellingsOf(name).join("|")})(?![\\w-])`, "g");
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
