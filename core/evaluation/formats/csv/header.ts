import { AppError } from "#core/base/app-error.ts";
import { isUsualName } from "#core/evaluation/formats/fields.ts";
import type { Cells } from "./records.ts";

/** More than any table of items has; each costs time and memory in every record. */
const MAX_COLUMNS = 10_000;

const LONGEST_NAME = 100;

/** How many records stand before the header: a title, a date, and nothing else in their rows. */
export function countTitles(records: readonly Cells[]): number {
  const header = records.findIndex(({ cells }) => countFilled(cells) > 1);
  // A table of one column has no such row, and the record after a title is as wide as the table.
  return header <= 0 || header > MOST_TITLES || countFilled(records[header + 1]?.cells ?? ["", ""]) === 1
    ? 0
    : header;
}

const MOST_TITLES = 20;

function countFilled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== "").length;
}

/**
 * Whether the first record of a table is plainly an item and not the names of columns: a number over numbers, a question,
 * or a text that no name is as long as.
 */
export function isPlainlyData(first: readonly string[], others: readonly Cells[]): boolean {
  if (first.some(isUsualName)) return false;
  if (first.some((cell) => cell.length > LONGEST_NAME || /[^\s?？]{2}.*[?？]$/.test(cell))) return true;
  return first.some(
    (cell, at) =>
      isNumber(cell) && others.length > 0 && others.every(({ cells }) => isNumber(cells[at] ?? "")),
  );
}

function isNumber(cell: string): boolean {
  return /^[-+]?[\d.,]*\d$/.test(cell);
}

/** The names of columns: "column 3" where one has none, "answer (1)" and "answer (2)" where two have the same. */
export function nameColumns(cells: readonly string[]): readonly string[] {
  if (cells.length > MAX_COLUMNS) {
    throw new AppError("dataset-invalid", `The table has ${cells.length} columns.`, {
      hint: `At most ${MAX_COLUMNS} are read: leave out those that say nothing about the task or its answer.`,
    });
  }
  const repeated = new Set(findRepeated(cells));
  const taken = new Set(cells);
  const number = new Map<string, number>();
  const take = (stem: string): string => {
    const next = (number.get(stem) ?? 0) + 1;
    number.set(stem, next);
    const name = `${stem} (${next})`;
    if (taken.has(name)) return take(stem);
    taken.add(name);
    return name;
  };
  return cells.map((cell, at) => {
    if (cell !== "") return repeated.has(cell) ? take(cell) : cell;
    const name = `column ${at + 1}`;
    if (taken.has(name)) return take(name);
    taken.add(name);
    return name;
  });
}

/** Names that more than one column has. */
export function findRepeated(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const cell of cells) {
    if (cell !== "" && seen.has(cell)) repeated.add(cell);
    seen.add(cell);
  }
  return [...repeated];
}
