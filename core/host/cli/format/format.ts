import { MAIN_BRANCH } from "#core/domain/branch-name.ts";

/** Text for terminals. */

export function shortId(id: string): string {
  return id.slice(0, 7);
}

/** The parts joined, or what stands for none. */
export function joinOr(parts: readonly string[], separator: string, none: string): string {
  return parts.length === 0 ? none : parts.join(separator);
}

/**
 * Left-aligned columns, two spaces apart, as wide as they need to be. The last one has what is left of the terminal's line,
 * and all of its own where the text goes to a file or another program [C20].
 */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const cut = (text: string): string => {
    // Where the output is no terminal there are none, whatever the types say.
    const columns = (process.stdout.columns as number | undefined) ?? Number.POSITIVE_INFINITY;
    const oneLine = text.replaceAll(/\s*\n\s*/g, " ");
    return oneLine.length <= columns ? oneLine : `${oneLine.slice(0, columns - 1)}…`;
  };
  return [line(head), ...rows.map(line)].map(cut).join("\n");
}

/**
 * A column of branches for a table, empty where there is nothing to tell: a workspace begins with one, and many never have
 * another.
 */
export function branchColumn<T extends { readonly branch: string }>(
  rows: readonly T[],
): { readonly title: readonly string[]; readonly of: (row: T) => readonly string[] } {
  const isTold = rows.some(({ branch }) => branch !== MAIN_BRANCH);
  return isTold ? { title: ["branch"], of: ({ branch }) => [branch] } : { title: [], of: () => [] };
}

/** " on branch x", and nothing for the one that every workspace begins with. */
export function onBranch({ branch }: { readonly branch: string }): string {
  return branch === MAIN_BRANCH ? "" : ` on branch ${branch}`;
}

export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A bound that is not zero must not look like it: whether an interval holds zero is what people look for. */
export function formatInterval(interval: readonly [number, number]): string {
  return `[${interval.map(formatBound).join(", ")}]`;
}

const MOST_DIGITS = 4;

function formatBound(share: number): string {
  const points = share * 100;
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const text = points.toFixed(digits);
    if (points === 0 || Number(text) !== 0) return text;
  }
  return points.toFixed(MOST_DIGITS);
}
