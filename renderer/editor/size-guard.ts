/** What an editor may be asked to draw. Sizes in characters, both sides together. */
const ASK_ABOVE = 4_000_000;
const REFUSE_ABOVE = 70_000_000;

/** A line longer than this stays without colours. */
export const LONGEST_COLOURED_LINE = 5000;

export type SizeVerdict = "draw" | "ask" | "refuse";

export function judgeSize(before: string, after: string): SizeVerdict {
  const size = before.length + after.length;
  if (size > REFUSE_ABOVE) return "refuse";
  return size > ASK_ABOVE ? "ask" : "draw";
}
