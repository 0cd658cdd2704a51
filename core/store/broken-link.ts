/** The first thing that does not hold: a table's row, or `file` where SQLite itself cannot go on. */
export type BrokenLink = {
  readonly table: string;
  readonly id: string;
  readonly expected: string;
  readonly got: string;
};
