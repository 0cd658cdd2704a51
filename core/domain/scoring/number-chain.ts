import { areOfOneSize, wordAfter } from "./number-units.ts";
import { isInName } from "./number-surroundings.ts";
import { FRACTION } from "./number-forms.ts";

/** Between digits, and part of what they say, whether it is understood or not. */
const INNER = String.raw`.,'’_:/⁄∕\u00a0\u2009\u202f`;
/** Digits of other scripts, and powers and fractions right behind a digit. */
const FOREIGN = String.raw`(?:(?!\d)[\p{Nd}\p{No}\p{Nl}])`;

/** Everything in a text that is written with digits, longest reading first. */
const WRITTEN = new RegExp(
  [
    String.raw`\d{4}-\d{2}-\d{2}(?!\d)`,
    String.raw`(?<![\d${INNER}])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d${INNER}]*\d)`,
    String.raw`0[xob][\da-f]+`,
    String.raw`(?:(?<![.\p{L}])\.|(?<=^|[\s(\[$€£¥₹−–-]),)?\d(?:[\d${INNER}]*\d)?(?:e[-+]?\d+)?(?:${FOREIGN}+)?`,
    String.raw`(?!\d)\p{Nd}+`,
  ].join("|"),
  "giu",
);

/** More than the longest text that what stands beside a number is told by, so that its ^ is the beginning of the text. */
export const LOOK = 32;
const LONGEST_JOINT = 20;
/** What is joined of more parts is no number. */
const MOST_PARTS = 3;

export type Part = { readonly written: string; readonly at: number; readonly end: number };
/** What stands between two parts that are one thing, as the sign it is: "12 / 5" has "/". */
type Sign = "/" | "×" | "^" | " " | "other";
type Joint = { readonly sign: Sign; readonly between: string };
export type Chain = { readonly parts: readonly Part[]; readonly joints: readonly Joint[] };

export type Found = {
  readonly chain: Chain;
  /** Whether the text is a list of such things and of nothing else. */
  readonly isList: boolean;
  readonly count: number;
};

/** The last thing that is written with digits, with all that is joined to it; digits in names are passed over. Linear. */
export function findLastChain(text: string): Found | null {
  let found: Found | null = null;
  for (const { 0: written, index: at } of text.matchAll(WRITTEN)) {
    if (isInName(text.slice(Math.max(0, at - LOOK), at))) continue;
    found = extend(found, { written, at, end: at + written.length }, text);
  }
  return found === null ? null : { ...found, isList: found.isList && found.count > 1 };
}

function extend(found: Found | null, part: Part, text: string): Found {
  const before = found?.chain.parts.at(-1);
  if (found === null || before === undefined) {
    const isList = part.at <= LOOK && /^[\s([{$€£-]*$/u.test(text.slice(0, part.at));
    return { chain: { parts: [part], joints: [] }, isList, count: 1 };
  }
  const between = part.at - before.end > LONGEST_JOINT ? null : text.slice(before.end, part.at);
  const sign = between === null ? null : signOf(between, { before, part, text });
  const isList = found.isList && sign === null && between !== null && SEPARATOR.test(between);
  const { parts, joints } = found.chain;
  return {
    chain:
      between === null || sign === null
        ? { parts: [part], joints: [] }
        : {
            parts: [...parts, part].slice(-MOST_PARTS - 1),
            joints: [...joints, { sign, between }].slice(-MOST_PARTS),
          },
    isList,
    count: found.count + 1,
  };
}

const SEPARATOR = /^\s*(?:[,;，、；]\s*)?(?:(?:and|or|und|oder|et|ou|y|o|e|&)\s+)?[-−$€£]?$/u;

const JOINTS: ReadonlyArray<readonly [pattern: RegExp, sign: Sign]> = [
  [/^ ?[/⁄∕] ?$/u, "/"],
  [/^ ?[×·⋅∙✕*] ?$|^ ?[xX] ?$/u, "×"],
  [/^ ?(?:\^|\*\*) ?[({]?[-−–+]?$/u, "^"],
  [/^(?<gap>\s?)[-−–—‐‑~〜～:+±÷]\k<gap>[$€£¥₹]?$/u, "other"],
  [/^ ?(?:\+\/-|\.{2,}|…) ?$/u, "other"],
  [/^ (?:to|or|through|bis|oder|à|ou|hasta|minus|plus|times|over|out of) [$€£¥₹]?$/iu, "other"],
  [/^\.?[({][-−]?$/u, "other"],
  [/^\s?[-−–×*/^+]\s?[({−-]$/u, "other"],
];

/** A unit or sign between a number and what joins it to the next. */
const UNIT_BEFORE = /^ ?(?:[%‰°€$£]|\p{L}{1,3}(?!\p{L}))/u;

function signOf(
  between: string,
  { before, part, text }: { readonly before: Part; readonly part: Part; readonly text: string },
): Sign | null {
  if (between === " ") return /^\d+$/.test(before.written) && FRACTION.test(part.written) ? " " : null;
  const sign = JOINTS.find(([pattern]) => pattern.test(between))?.[1];
  if (sign !== undefined) return sign;
  if (/^ ?(?:\p{L}+|[°'"′″]),? ?(?:and )?$/u.test(between)) {
    const unit = wordAfter(text.slice(part.end, part.end + LOOK));
    if (areOfOneSize(wordAfter(between), unit)) return "other";
  }
  const bare = between.replace(UNIT_BEFORE, "");
  return bare !== between && JOINTS.some(([pattern]) => pattern.test(bare)) ? "other" : null;
}
