/** The cells of one record as far as its lines were read, and how it is written. */
type Cells = {
  readonly delimiter: string;
  /** How a quote inside quotes is written: twice, or behind a backslash, of which there are two for one. */
  readonly escape: "doubled" | "backslash";
  readonly cells: string[];
  /** What stands in quotes that are still open; null where none are. */
  open: string | null;
  /** Something follows a closing quote that is no delimiter. */
  isFaulty: boolean;
};

/** A record whose lines are given to it one by one. */
export type RecordReader = {
  readonly add: (line: string) => void;
  /** Null while a quote is open; "faulty" where its quotes mean nothing. */
  readonly end: (width: number | null) => readonly string[] | "faulty" | null;
};

/**
 * Reads one record. A quote counts where a cell begins; elsewhere it is a character. Quotes in quotes are doubled;
 * where that makes no record, or none of `width` cells, they are those behind a backslash [S28].
 */
export function createRecordReader(delimiter: string): RecordReader {
  const doubled = createCells(delimiter, "doubled");
  const backslash = createCells(delimiter, "backslash");
  return {
    add: (line) => {
      addLine(doubled, line);
      addLine(backslash, line);
    },
    end: (width) => {
      const other = isWhole(backslash) ? backslash.cells : null;
      if (isWhole(doubled)) {
        const isBetter = other?.length === width && doubled.cells.length !== width;
        return isBetter ? backslash.cells : doubled.cells;
      }
      if (other !== null && (doubled.isFaulty || other.length === width)) return other;
      return doubled.isFaulty && backslash.isFaulty ? "faulty" : null;
    },
  };
}

function createCells(delimiter: string, escape: Cells["escape"]): Cells {
  return { delimiter, escape, cells: [], open: null, isFaulty: false };
}

function isWhole({ open, isFaulty }: Cells): boolean {
  return open === null && !isFaulty;
}

function addLine(record: Cells, line: string): void {
  const { delimiter } = record;
  if (record.isFaulty) return;
  let at = 0;
  if (record.open !== null) {
    record.open += "\n";
    at = readQuoted(record, line, 0);
  } else at = readCell(record, line, 0);
  while (record.open === null && at !== -1) {
    at = skipBlanks(line, at, delimiter);
    if (at >= line.length) return;
    if (line[at] !== delimiter) {
      record.isFaulty = true;
      return;
    }
    at = readCell(record, line, at + 1);
  }
}

/** Where the cell ends that begins here; -1 where its line ends first and its quotes are open. */
function readCell(record: Cells, line: string, start: number): number {
  const { delimiter } = record;
  const at = skipBlanks(line, start, delimiter);
  if (line[at] === '"') {
    record.open = "";
    return readQuoted(record, line, at + 1);
  }
  const end = line.indexOf(delimiter, start);
  record.cells.push(line.slice(start, end === -1 ? line.length : end).trim());
  return end === -1 ? line.length : end;
}

function readQuoted(record: Cells, line: string, start: number): number {
  const { escape } = record;
  let text = record.open ?? "";
  let from = start;
  for (let at = start; at < line.length; at += 1) {
    const isEscape = escape === "backslash" && line[at] === "\\" && /["\\]/.test(line[at + 1] ?? "");
    if (!isEscape && line[at] !== '"') continue;
    if (isEscape || line[at + 1] === '"') {
      text += line.slice(from, at) + (line[at + 1] ?? "");
      at += 1;
      from = at + 1;
      continue;
    }
    record.cells.push(text + line.slice(from, at));
    record.open = null;
    return at + 1;
  }
  record.open = text + line.slice(from);
  return -1;
}

function skipBlanks(line: string, start: number, delimiter: string): number {
  let at = start;
  while ((line[at] === " " || line[at] === "\t") && line[at] !== delimiter) at += 1;
  return at;
}
