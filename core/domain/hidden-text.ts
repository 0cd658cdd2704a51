import { onFirstUse } from "#core/base/on-first-use.ts";
import { findLookAlikes } from "./look-alikes.ts";

/**
 * What a text holds that a reader does not see, or sees as something else. People approve texts by reading them, so that
 * each such sign is found, named and shown: by Unicode's own properties, not by a list of characters. What scripts and
 * emoji cannot do without is none of it [R13].
 */
export type HiddenKind =
  | "control"
  /** Before a line break it is part of it, and one that another text of the same lines may not have. */
  | "line-end"
  | "direction"
  | "tag"
  | "selector"
  | "soft-hyphen"
  | "filler"
  | "invisible"
  | "unassigned"
  | "space"
  | "look-alike"
  /** Drawn over the letters before, or far above and below them. */
  | "covering"
  /** Literally what a hidden sign is shown as: it must not pass for one. */
  | "mark";

/** One sign of a text: where it stands, in UTF-16 units, and what it is. */
export type HiddenSign = {
  readonly at: number;
  readonly text: string;
  readonly kind: HiddenKind;
};

/** Without an honest use in what a model is to read; each turns, or carries, text that nobody sees. */
const NEVER_HONEST: ReadonlySet<HiddenKind> = new Set(["control", "tag"]);
const TURNING = /^[\u202a-\u202e]$/;

/**
 * Everything that could be one: control and format characters, other default ignorables, separators but the space, what
 * is unassigned or private, and marks. A text without any of them is done with one search.
 */
const suspect = onFirstUse(
  () =>
    new RegExp(
      "[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\u2800\\ufffc]|(?! )\\p{Zs}" +
        // Strokes through letters and rings around them, and what is piled on four marks already.
        "|[\\u0334-\\u0338\\u0488\\u0489\\u20d2\\u20d3\\u20d8-\\u20da\\u20dd-\\u20e0\\u20e2-\\u20e6\\u20ea\\u20eb]" +
        "|(?<=\\p{Mn}{4})\\p{Mn}|\\[(?=U\\+[0-9A-F]{4,6}\\])",
      "gu",
    ),
);

/** Arabic and Kaithi signs that enclose the digits after them: format characters in name, but there to be seen. */
const SEEN = /^[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]$/u;

const JOINERS = /^[\u200c\u200d]$/;
/** Scripts whose letters change their form by a joiner. */
const JOINING =
  "[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Devanagari}\\p{Script=Bengali}" +
  "\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}" +
  "\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}]";
const afterJoining = onFirstUse(() => new RegExp(`${JOINING}\\p{M}*$`, "u"));
const beforeJoining = onFirstUse(() => new RegExp(`^${JOINING}`, "u"));
const ideographBefore = onFirstUse(() => /\p{Unified_Ideograph}$/u);
const mongolianBefore = onFirstUse(() => /\p{Script=Mongolian}$/u);
const wide = onFirstUse(() => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u);

/** The emoji that Unicode recommends, with the joiners, selectors and tags that are part of them. */
const emojis = onFirstUse(
  () =>
    new RegExp("\\p{RGI_Emoji}|\\p{Emoji_Presentation}|\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?", "gv"),
);

/** Every hidden sign of a text, in order. Takes time in proportion to the text [R15]. */
export function findHiddenSigns(text: string): readonly HiddenSign[] {
  const strange = findLookAlikes(text).map(({ at, letter }) => ({
    at,
    text: letter,
    kind: "look-alike" as const,
  }));
  return [...findInvisible(text), ...strange].toSorted((a, b) => a.at - b.at);
}

/** Those without an honest use: tags, control characters, and what turns the direction of what follows. */
export function findDishonestSigns(text: string): readonly HiddenSign[] {
  return findInvisible(text).filter(({ kind, text: sign }) => NEVER_HONEST.has(kind) || TURNING.test(sign));
}

/** The text with each hidden sign written out, `[U+200B]`; two texts that differ still differ when they are shown. */
export function showHiddenSigns(text: string): string {
  return writeOut(text, findHiddenSigns(text));
}

/** As `showHiddenSigns`, but what can be seen stays as it is: for a terminal, which shows all sorts of texts, and marks. */
export function showInvisibleSigns(text: string): string {
  return writeOut(
    text,
    findInvisible(text).filter(({ kind }) => kind !== "mark"),
  );
}

/** `U+200B` for a sign, several codes for several characters. */
export function codesOf(sign: string): string {
  return Array.from(
    sign,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
}

/** "46 tag characters (U+E0049, U+E0067 and 20 more)", kind by kind. */
export function describeHiddenSigns(signs: readonly HiddenSign[]): string {
  const groups = Map.groupBy(signs, ({ kind }) => kind);
  return [...groups]
    .map(
      ([kind, group]) => `${group.length} ${NAMES[kind][group.length === 1 ? 0 : 1]} (${listCodes(group)})`,
    )
    .join(", ");
}

const NAMES: Readonly<Record<HiddenKind, readonly [one: string, many: string]>> = {
  control: ["control character", "control characters"],
  "line-end": ["carriage return", "carriage returns"],
  direction: ["sign that turns the direction of writing", "signs that turn the direction of writing"],
  tag: ["tag character", "tag characters"],
  selector: ["variation selector", "variation selectors"],
  "soft-hyphen": ["soft hyphen", "soft hyphens"],
  filler: ["blank letter", "blank letters"],
  invisible: ["invisible character", "invisible characters"],
  unassigned: ["character without a meaning", "characters without a meaning"],
  space: ["unusual space", "unusual spaces"],
  "look-alike": ["letter that looks like another", "letters that look like others"],
  covering: ["sign drawn over other letters", "signs drawn over other letters"],
  mark: [
    "text that looks like the mark of a hidden character",
    "texts that look like marks of hidden characters",
  ],
};

const MOST_CODES = 3;

function listCodes(signs: readonly HiddenSign[]): string {
  const codes = [...new Set(signs.map(({ text }) => codesOf(text)))];
  const more = codes.length - MOST_CODES;
  return codes.slice(0, MOST_CODES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function writeOut(text: string, signs: readonly HiddenSign[]): string {
  if (signs.length === 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (const { at, text: sign } of signs) {
    parts.push(text.slice(done, at), `[${codesOf(sign)}]`);
    done = at + sign.length;
  }
  return parts.join("") + text.slice(done);
}

function findInvisible(text: string): readonly HiddenSign[] {
  const suspects = [...text.matchAll(suspect())];
  if (suspects.length === 0) return [];
  const inEmoji = coverEmoji(text, suspects);
  return suspects.flatMap(({ 0: sign, index: at }) => {
    if (sign === "\n" || sign === "\t" || SEEN.test(sign) || inEmoji(at) || isHonest(text, sign, at))
      return [];
    return [{ at, text: sign, kind: kindOf(sign) }];
  });
}

/** A joiner, a selector of look, a tag. */
const EMOJI_PARTS = /\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}]/u;

/** Whether a place is inside an emoji. Emoji are looked for only where a sign of theirs is in the text. */
function coverEmoji(text: string, suspects: readonly RegExpExecArray[]): (at: number) => boolean {
  if (!suspects.some(({ 0: sign }) => EMOJI_PARTS.test(sign))) return () => false;
  const covered = new Set<number>();
  for (const { 0: emoji, index } of text.matchAll(emojis())) {
    for (let at = index; at < index + emoji.length; at += 1) covered.add(at);
  }
  return (at) => covered.has(at);
}

/** What the script around it cannot be written without. Looks at a few characters on either side. */
function isHonest(text: string, sign: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at);
  const after = text.slice(at + sign.length, at + sign.length + 2);
  if (JOINERS.test(sign)) return afterJoining().test(before) && beforeJoining().test(after);
  if (/^[\ufe00-\ufe02\u{e0100}-\u{e01ef}]$/u.test(sign)) return ideographBefore().test(before);
  if (/^[\u180b-\u180d\u180f]$/.test(sign)) return mongolianBefore().test(before);
  // A key's cap is an emoji's; some scripts pile up more signs than others.
  if (sign === "\u20e3") return /[0-9#*]\ufe0f?$/.test(before);
  return sign === "\u3000" && wide().test(before.slice(-2) + after);
}

function kindOf(sign: string): HiddenKind {
  return kinds().find(([, pattern]) => pattern.test(sign))?.[0] ?? "invisible";
}

/** The first that fits. */
const kinds = onFirstUse((): ReadonlyArray<readonly [HiddenKind, RegExp]> => [
  ["mark", /^\[$/],
  ["line-end", /^\r$/],
  ["control", /^\p{Cc}$/u],
  ["direction", /^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]$/],
  ["tag", /^[\u{e0000}-\u{e007f}]$/u],
  ["selector", /^\p{Variation_Selector}$/u],
  ["soft-hyphen", /^\u00ad$/],
  ["filler", /^[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc]$/],
  ["covering", /^(?!\p{Default_Ignorable_Code_Point})\p{M}$/u],
  ["space", /^[\p{Zs}\p{Zl}\p{Zp}]$/u],
  ["unassigned", /^(?!\p{Default_Ignorable_Code_Point})[\p{Cn}\p{Co}\p{Cs}]$/u],
]);
