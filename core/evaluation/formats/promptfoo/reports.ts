import type { Row } from "#core/evaluation/formats/row.ts";

/** What is said of a file's tests, in the order of the tests. */
export type Reports = {
  /** Something was left out; said once for all tests that say the same, with how many they are [S36]. */
  readonly note: (line: number, reason: string) => void;
  /** A test, or why it is none. */
  readonly add: (row: Row) => void;
  readonly rows: () => readonly Row[];
};

/** The same, of a file beside the one that was chosen: a line alone would be looked for in the wrong one. */
export function inFile(file: string, reports: Reports): Reports {
  const tell = (reason: string): string => `in ${file}, ${reason}`;
  return {
    ...reports,
    note: (line, reason) => reports.note(line, tell(reason)),
    add: (row) => reports.add("reason" in row ? { ...row, reason: tell(row.reason) } : row),
  };
}

export function createReports(): Reports {
  const rows: (Row | { readonly line: number; readonly noted: string })[] = [];
  const linesOf = new Map<string, number[]>();
  return {
    note: (line, reason) => {
      const lines = linesOf.get(reason);
      lines?.push(line);
      if (lines !== undefined) return;
      linesOf.set(reason, [line]);
      rows.push({ line, noted: reason });
    },
    add: (row) => void rows.push(row),
    rows: () =>
      rows.map((row) => {
        if (!("noted" in row)) return row;
        const { line, noted } = row;
        const lines = linesOf.get(noted) ?? [line];
        const reason = lines.length === 1 ? noted : `${noted} (so in ${lines.length} places)`;
        return { line, reason, keptAt: [...new Set(lines)] };
      }),
  };
}
