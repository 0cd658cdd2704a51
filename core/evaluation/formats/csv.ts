import { AppError } from "#core/base/app-error.ts";
import type { Delimiter } from "#core/domain/table-form.ts";
import { countTitles, findRepeated, isPlainlyData, nameColumns } from "./csv/header.ts";
import { createRecords, readRecords, type Cells } from "./csv/records.ts";
import { findUsualWidth, readSepLine, tellDelimiter } from "./csv/tell-form.ts";
import { chooseFields } from "./fields.ts";
import type { Format, SaidForm } from "./format.ts";
import type { Row, Skipped } from "./row.ts";
import { listSpoiled } from "./spoiled.ts";
import { splitLines, type Line } from "./text/lines.ts";
import { readText } from "./text/read-text.ts";

/** A table as spreadsheets and programs write it: delimiter, header and encoding are told from its first lines [S28]. */
export const csv: Format = {
  read: async (source, scorer = { type: "exact" }, said = {}) => {
    const { encoding, chunks, notes } = await readText(source, said.encoding);
    const { form, ...table } = await readTable(splitLines(chunks), said);
    return { scorer, rows: table.rows, table: { encoding, ...form }, notes: [...notes, ...table.notes] };
  },
  chooseFields,
};

/** Lines that a table's form is told from. */
const SAMPLE_LINES = 200;
const SAMPLE_CHARACTERS = 2 ** 18;

type Table = {
  readonly form: { readonly delimiter: Delimiter; readonly header: boolean };
  readonly notes: readonly string[];
  readonly rows: AsyncIterable<Row>;
};

/**
 * A table: each record by column, every value text, line breaks inside cells as LF, white space around cells dropped,
 * rows of empty cells left out. Throws dataset-invalid on a header that cannot be used.
 */
export async function readTable(lines: AsyncIterable<Line>, said: SaidForm = {}): Promise<Table> {
  const { sample, rest } = await takeSample(lines);
  const set = readSepLine(sample[0]);
  const begin = set === undefined ? sample : sample.slice(1);
  const delimiter = said.delimiter ?? set ?? tellDelimiter(begin);
  const records = readRecords(begin, delimiter);
  const sound = records.filter((record): record is Cells => "cells" in record);
  const titles = said.header === false ? 0 : countTitles(sound);
  const first = sound[titles];
  const header = said.header ?? (first === undefined || !isPlainlyData(first.cells, sound.slice(titles + 1)));
  const [fault] = records;
  if (header && fault !== undefined && "reason" in fault) {
    throw new AppError("dataset-invalid", `The table's header cannot be read: ${fault.reason}.`, {
      hint: "The first line names the columns.",
    });
  }
  const named = header
    ? trimEmpty(first?.cells ?? [], sound)
    : Array.from({ length: findUsualWidth(sound).width }, () => "");
  const columns = nameColumns(named);
  const before = header ? sound.slice(0, titles).map(({ line }) => line) : [];
  return {
    form: { delimiter, header },
    notes: [...noteGuess(header, said), ...findRepeated(named).map(noteRepeated)],
    rows: readRows(chain(begin, rest), {
      delimiter,
      columns,
      before: new Set(before),
      headerLine: header ? (first?.line ?? null) : null,
      isCut: said.isCut ?? false,
    }),
  };
}

async function takeSample(lines: AsyncIterable<Line>) {
  const rest = lines[Symbol.asyncIterator]();
  const sample: Line[] = [];
  let characters = 0;
  while (sample.length < SAMPLE_LINES && characters < SAMPLE_CHARACTERS) {
    const next = await rest.next();
    if (next.done === true) break;
    sample.push(next.value);
    if ("text" in next.value) characters += next.value.text.length;
  }
  return { sample, rest };
}

async function* chain(sample: readonly Line[], rest: AsyncIterator<Line>): AsyncGenerator<Line> {
  try {
    yield* sample;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Without the nameless columns at the end that no record has anything in, as a spreadsheet adds them. */
function trimEmpty(header: readonly string[], records: readonly Cells[]): readonly string[] {
  const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== "") + 1;
  const width = records.reduce(
    (most, { cells }) => Math.max(most, Math.min(lastFilled(cells), header.length)),
    0,
  );
  return header.slice(0, Math.max(width, lastFilled(header)));
}

function noteGuess(header: boolean, said: SaidForm): readonly string[] {
  return header || said.header !== undefined
    ? []
    : [
        'Its first row was taken for values, as it holds what no column is called: its columns are "column 1", "column 2" and so on.',
      ];
}

function noteRepeated(name: string): string {
  return `Several columns are called "${name}": they are read as "${name} (1)", "${name} (2)" and so on.`;
}

type Layout = {
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  /** Lines that stand before the header. */
  readonly before: ReadonlySet<number>;
  readonly headerLine: number | null;
  readonly isCut: boolean;
};

async function* readRows(lines: AsyncIterable<Line>, layout: Layout): AsyncGenerator<Row> {
  const records = createRecords(layout.delimiter, layout.columns.length);
  const toRows = function* (found: Iterable<Cells | Skipped>): Generator<Row> {
    for (const record of found)
      if (record.line !== layout.headerLine) yield* "reason" in record ? [record] : toRow(record, layout);
  };
  for await (const line of lines) yield* toRows(records.add(line));
  if (!layout.isCut) yield* toRows(records.end());
}

function* toRow({ line, cells }: Cells, { columns, before, headerLine }: Layout): Generator<Row> {
  if (before.has(line)) {
    yield { line, reason: "it stands before the table's header" };
    return;
  }
  if (cells.every((cell) => cell === "")) return;
  const width = columns.length;
  if (cells.length < width || cells.slice(width).some((cell) => cell !== "")) {
    yield {
      line,
      reason: `it has ${cells.length} cells, the ${headerLine === null ? "table" : "header"} has ${width}`,
    };
    return;
  }
  const record = Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
  const spoiled = listSpoiled(record);
  yield spoiled.length === 0 ? { line, record } : { line, record, spoiled };
}
