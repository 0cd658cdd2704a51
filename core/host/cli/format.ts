/** Text for terminals. */

export function shortId(id: string): string {
  return id.slice(0, 7);
}

/** The parts joined, or what stands for none. */
export function joinOr(parts: readonly string[], separator: string, none: string): string {
  return parts.length === 0 ? none : parts.join(separator);
}

/** Left-aligned columns, two spaces apart, as wide as they need to be; the last one is free. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)].join("\n");
}

export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function formatInterval([low, high]: readonly [number, number]): string {
  return `[${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;
}
