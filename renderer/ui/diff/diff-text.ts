import { diffSequences, type Stretch } from "./diff-sequences.ts";

export type Words = readonly Stretch<string>[];

/** One line of a text's diff; `words` where a line was reworded rather than written anew. */
export type DiffLine = {
  readonly kind: "same" | "removed" | "added";
  /** Line numbers on the two sides, from 1; null on the side that lacks the line. */
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
  readonly words: Words | null;
};

/** Lines longer than this are compared as wholes. */
const LONGEST_LINE = 5000;
/** Two lines are one reworded if at least this share of their characters is common. */
const LEAST_COMMON = 0.4;

/** The lines of two texts, with what changed inside lines that take each other's place. */
export function diffText(before: string, after: string): readonly DiffLine[] {
  const stretches = diffSequences(before.split("\n"), after.split("\n"));
  let beforeNumber = 1;
  let afterNumber = 1;
  return stretches.flatMap((stretch, at): readonly DiffLine[] => {
    const partner = partnerOf(stretches, at);
    return stretch.items.map((text, row): DiffLine => {
      const { kind } = stretch;
      const numbers = {
        before: kind === "added" ? null : beforeNumber,
        after: kind === "removed" ? null : afterNumber,
      };
      if (kind !== "added") beforeNumber += 1;
      if (kind !== "removed") afterNumber += 1;
      return { kind, ...numbers, text, words: wordsOf(kind, text, partner?.[row]) };
    });
  });
}

/** The lines that a removed stretch was replaced by, or the other way round. */
function partnerOf(stretches: readonly Stretch<string>[], at: number): readonly string[] | undefined {
  const kind = stretches[at]?.kind;
  if (kind === "removed" && stretches[at + 1]?.kind === "added") return stretches[at + 1]?.items;
  if (kind === "added" && stretches[at - 1]?.kind === "removed") return stretches[at - 1]?.items;
  return undefined;
}

function wordsOf(kind: DiffLine["kind"], text: string, partner: string | undefined): Words | null {
  if (kind === "same" || partner === undefined) return null;
  if (Math.max(text.length, partner.length) > LONGEST_LINE) return null;
  const [before, after] = kind === "removed" ? [text, partner] : [partner, text];
  const words = diffSequences(splitWords(before), splitWords(after));
  const common = words
    .filter((stretch) => stretch.kind === "same")
    .reduce((sum, { items }) => sum + items.join("").length, 0);
  if (common < LEAST_COMMON * Math.max(before.length, after.length)) return null;
  return words.filter((stretch) => stretch.kind === "same" || stretch.kind === kind);
}

/** Words, runs of blanks, and single signs: what a reader takes for one thing. */
function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}
