import { findQuantities } from "./read-quantity.ts";

/** One article's part of a sentence. */
export type Chunk = {
  readonly sku: string;
  /** The text before the article number, from the end of the previous article. */
  readonly before: string;
  /** From the article number to the price. */
  readonly after: string;
  readonly price: string | null;
};

/** Words that a description can't begin with or run across: what people say around the name of a thing. */
const AROUND = new Set(
  (
    "i we us me you they get need needs send take have has want is are be am was order orders like book put for of " +
    "the some a an any and also plus then to with your our my please pls more that this it in on at down aside time " +
    "today following x article item number no nr code sku would could can will should d ll m going write what so " +
    "again each apiece or another extra just only about by from up eur usd gbp chf"
  ).split(" "),
);

const CONNECTOR = /[\s,(:]*\b(?:article|item|code|sku|no\.?|number|that is|i\.e\.|art\.?)?[\s:(]*$/i;

/** The name of the article as written beside its number: in brackets after it, right after it, or before it. */
export function readDescription({ before, after }: Chunk): string {
  const bracketed = /^\s*\(([^)]+)\)/.exec(after)?.[1];
  if (bracketed !== undefined) return bracketed.trim();
  const following = /^[\s:-]*([a-z][a-z' -]*)/i.exec(after)?.[1] ?? "";
  const counted = findQuantities(following)[0]?.at ?? following.length;
  const named = takeWords(following.slice(0, counted).split(/\s+/));
  if (named !== "") return named;
  return describeBefore(before);
}

function takeWords(words: readonly string[]): string {
  const end = words.findIndex((word) => AROUND.has(word.toLowerCase()) || word === "");
  return (end < 0 ? words : words.slice(0, end)).join(" ");
}

function describeBefore(before: string): string {
  const text = before.replace(CONNECTOR, "");
  const lastEnd = findQuantities(text).at(-1)?.end ?? 0;
  const words = (/[^,.;:/()!?*]*$/.exec(text.slice(lastEnd))?.[0] ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
  const start = words.findLastIndex((word) => AROUND.has(word.toLowerCase().replace(/^.*'/, "")));
  return words
    .slice(start + 1)
    .slice(-4)
    .filter((word) => word !== "-")
    .join(" ");
}
