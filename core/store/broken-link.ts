/** The first thing that does not hold: a table's row, or `file` where SQLite itself cannot go on. */
export type BrokenLink = {
  readonly table: string;
  readonly id: string;
  readonly expected: string;
  readonly got: string;
};

/** Null where the two are equal. */
export function compare(link: BrokenLink): BrokenLink | null {
  return link.expected === link.got ? null : link;
}

/** A row that cannot even be read is broken, and named like any other. */
export function guarded(
  at: Pick<BrokenLink, "table" | "id">,
  check: () => BrokenLink | null,
): BrokenLink | null {
  try {
    return check();
  } catch (error) {
    return { ...at, expected: "readable", got: error instanceof Error ? error.message : String(error) };
  }
}
