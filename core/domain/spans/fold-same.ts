import type { ComparedLine } from "./compare.ts";

/** What is shown of two traces side by side: a line, or how many lines in a row are the same on both sides. */
export type ShownLine =
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "same"; readonly from: number; readonly count: number };

/** Lines that are the same make one that says how many; a single one says more itself [T41]. */
export function foldSame(lines: readonly ComparedLine[]): readonly ShownLine[] {
  const shown: ShownLine[] = [];
  for (let from = 0; from < lines.length;) {
    const count = countSame(lines, from);
    shown.push(count > 1 ? { kind: "same", from, count } : { kind: "line", line: from });
    from += Math.max(1, count);
  }
  return shown;
}

function countSame(lines: readonly ComparedLine[], from: number): number {
  let at = from;
  while (lines[at]?.isSame === true) at += 1;
  return at - from;
}
