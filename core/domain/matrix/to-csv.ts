import { textOfValue } from "./cell-text.ts";
import { nameColumn, wordCell, type MatrixDocument } from "./matrix.ts";

/** What a spreadsheet would take for the beginning of a formula, in whichever width, also behind blanks. */
const FORMULA = /^[\s\u{feff}]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * The table as CSV (RFC 4180, CRLF): a row for each item, and for each column its outcome, score and output; last the
 * figures of the columns. No cell begins what a spreadsheet would calculate: such text stands behind an apostrophe [A24].
 */
export function matrixToCsv({ columns, rows }: MatrixDocument): string {
  const head = [
    ...["item", "class", "input", "expected", "changed"],
    ...columns.flatMap((column) =>
      ["outcome", "score", "output"].map((what) => `${nameColumn(column)} ${what}`),
    ),
  ];
  const lines = rows.map(({ item, className, input, expected, isChanged, cells }) => [
    ...[item, className ?? "", input, textOfValue(expected), isChanged ? "yes" : "no"],
    ...cells.flatMap((cell) => [
      wordCell(cell),
      cell === null ? "" : String(cell.score),
      cell === null ? "" : (cell.error ?? textOfValue(cell.output)),
    ]),
  ]);
  const figures = (["n", "accuracy", "low", "high", "no run"] as const).map((what) => [
    ...[what, "", "", "", ""],
    ...columns.flatMap(({ estimate, missing }) => {
      const of = {
        n: estimate?.n,
        accuracy: estimate?.accuracy,
        low: estimate?.interval[0],
        high: estimate?.interval[1],
        "no run": missing,
      };
      return [String(of[what] ?? ""), "", ""];
    }),
  ]);
  return [head, ...lines, ...figures].map((line) => `${line.map(toField).join(",")}\r\n`).join("");
}

function toField(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
