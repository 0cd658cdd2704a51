import type { Skipped } from "#core/evaluation/formats/row.ts";
import type { Line } from "#core/evaluation/formats/text/lines.ts";
import { createRecordReader } from "./cells.ts";

/** A cell in quotes may hold line breaks, up to here; then its quote is taken for one that was never closed. */
const MAX_LINES_PER_RECORD = 1000;

export type Cells = { readonly line: number; readonly cells: readonly string[] };
type TextLine = Extract<Line, { readonly text: string }>;

const FAULTY = "its quotes are not as CSV has them";
const UNCLOSED = "it opens a quote that is not closed";

/**
 * Makes records of lines as they come. A faulty record is reported at its first line and reading goes on with the line
 * after it, so a stray quote costs one line, not the rest of the file. `width` is how many cells a record has.
 */
export function createRecords(delimiter: string, width: number | null) {
  let open: TextLine[] = [];
  let reader = createRecordReader(delimiter);

  function* addLine(line: TextLine): Generator<Cells | Skipped> {
    if (open.length === 0 && line.text.trim() === "") return;
    open.push(line);
    reader.add(line.text);
    const cells = reader.end(width);
    const first = open[0] ?? line;
    if (cells !== null && cells !== "faulty") {
      startAgain();
      yield { line: first.line, cells };
    } else if (cells === "faulty" || open.length >= MAX_LINES_PER_RECORD) {
      yield* giveUp(first, cells === "faulty" ? FAULTY : UNCLOSED);
    }
  }

  /** Reports the line that a record begins with, and reads what it had swallowed. */
  function* giveUp({ line }: TextLine, reason: string): Generator<Cells | Skipped> {
    const swallowed = open.slice(1);
    startAgain();
    yield { line, reason };
    for (const each of swallowed) yield* addLine(each);
  }

  function startAgain(): void {
    open = [];
    reader = createRecordReader(delimiter);
  }

  /** What is still open is never closed. */
  function* end(): Generator<Cells | Skipped> {
    for (let [first] = open; first !== undefined; [first] = open) yield* giveUp(first, UNCLOSED);
  }

  return {
    *add(line: Line): Generator<Cells | Skipped> {
      if ("text" in line) {
        yield* addLine(line);
        return;
      }
      yield* end();
      yield line;
    },
    end,
  };
}

/** All records of lines that are at hand. */
export function readRecords(lines: readonly Line[], delimiter: string): readonly (Cells | Skipped)[] {
  const records = createRecords(delimiter, null);
  return [...lines.flatMap((line) => [...records.add(line)]), ...records.end()];
}
