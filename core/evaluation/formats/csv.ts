import { parse } from "csv-parse/sync";
import { AppError } from "#core/base/app-error.ts";
import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { splitLines, type Line } from "./lines.ts";
import type { Row, Skipped } from "./row.ts";
import { readChunks } from "./source.ts";

export const csv: Format = {
  read: async (source, scorer = { type: "exact" }) =>
    Promise.resolve({ scorer, rows: readCsv(splitLines(readChunks(source))) }),
  chooseFields,
};

/** More than any table of items has; each costs time and memory in every record. */
const MAX_COLUMNS = 10_000;

/** A cell in quotes may hold line breaks, up to here; then its quote is taken for one that was never closed. */
const MAX_LINES_PER_RECORD = 1000;

const DELIMITERS = [",", ";", "\t"] as const;

type TextLine = { readonly line: number; readonly text: string };
type Cells = { readonly line: number; readonly cells: readonly string[] };

/** The cells of one record, or null where its quotes are not as CSV has them. */
type ReadCells = (text: string) => readonly string[] | null;

/**
 * A table with a header: each record by column, every value text, line breaks inside cells as LF, white space around
 * cells dropped. The delimiter is comma, semicolon or tab, whichever the header uses most. A faulty record is reported
 * at its first line and reading goes on with the line after it, so a stray quote costs one line, not the rest of the
 * file. Throws dataset-invalid on a header that cannot be used.
 */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  let columns: readonly string[] | null = null;
  for await (const record of readRecords(lines)) {
    if (columns === null) columns = toColumns(record);
    else yield "reason" in record ? record : toRow(record, columns);
  }
}

function toColumns(record: Cells | Skipped): readonly string[] {
  if ("reason" in record) {
    throw new AppError("dataset-invalid", `The table's header cannot be read: ${record.reason}.`, {
      hint: "The first line names the columns.",
    });
  }
  const { cells } = record;
  if (cells.length > MAX_COLUMNS) {
    throw new AppError("dataset-invalid", `The table has ${cells.length} columns.`, {
      hint: `At most ${MAX_COLUMNS} are read: leave out those that say nothing about the task or its answer.`,
    });
  }
  if (cells.some((name) => name.includes("\r"))) {
    throw new AppError("dataset-invalid", "The table's lines end in CR alone, as nothing ends lines today.", {
      hint: "Save it with LF or CRLF at the ends of lines.",
    });
  }
  const columns = cells.map((name, at) => (name === "" ? `column ${at + 1}` : name));
  const seen = new Set<string>();
  for (const name of columns) {
    if (seen.has(name)) {
      throw new AppError("dataset-invalid", `Two columns of the table are called "${name}".`, {
        hint: "Give each column a name of its own.",
      });
    }
    seen.add(name);
  }
  return columns;
}

function toRow({ line, cells }: Cells, columns: readonly string[]): Row {
  if (cells.length !== columns.length) {
    return { line, reason: `it has ${cells.length} cells, the header has ${columns.length}` };
  }
  return { line, record: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""])) };
}

async function* readRecords(lines: AsyncIterable<Line>): AsyncGenerator<Cells | Skipped> {
  const readCells = createCellReader();
  let open: TextLine[] = [];
  for await (const line of lines) {
    if ("text" in line) open = yield* joinLines(readCells, open, [line]);
    else {
      yield* abandon(readCells, open);
      open = [];
      yield line;
    }
  }
  yield* abandon(readCells, open);
}

/** Yields every record that the lines complete, and returns the lines of the one whose quotes are still open. */
function* joinLines(
  readCells: ReadCells,
  open: TextLine[],
  lines: readonly TextLine[],
): Generator<Cells | Skipped, TextLine[]> {
  let current = open;
  for (const line of lines) {
    if (current.length === 0 && line.text.trim() === "") continue;
    current.push(line);
    const [first = line] = current;
    const isClosed = hasOddQuotes(line.text) === current.length > 1;
    const cells = isClosed ? readCells(current.map(({ text }) => text).join("\n")) : null;
    if (cells !== null) {
      yield { line: first.line, cells };
      current = [];
    } else if (isClosed || current.length >= MAX_LINES_PER_RECORD) {
      yield { line: first.line, reason: isClosed ? "its quotes are not as CSV has them" : UNCLOSED };
      current = yield* joinLines(readCells, [], current.slice(1));
    }
  }
  return current;
}

const UNCLOSED = "it opens a quote that is not closed";

/** Reports the line that opened a quote for good, and reads what it had swallowed. */
function* abandon(readCells: ReadCells, open: TextLine[]): Generator<Cells | Skipped> {
  for (let left = open; left[0] !== undefined;) {
    yield { line: left[0].line, reason: UNCLOSED };
    left = yield* joinLines(readCells, [], left.slice(1));
  }
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

/** Takes its delimiter from the first text it reads, which is the header. */
function createCellReader(): ReadCells {
  let delimiter: string | null = null;
  return (text) => {
    delimiter ??= findDelimiter(text);
    try {
      const records = parse(text, {
        delimiter,
        trim: true,
        relax_column_count: true,
        record_delimiter: "\n",
      });
      const [cells] = records;
      return records.length === 1 && cells !== undefined ? cells : null;
    } catch {
      return null;
    }
  };
}

function findDelimiter(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
