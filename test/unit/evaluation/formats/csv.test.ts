import { describe, expect, it } from "vitest";
import { collect } from "./collect.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { SaidForm } from "#core/evaluation/formats/format.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

async function rowsOf(text: string, said: SaidForm = {}): Promise<readonly Row[]> {
  const { rows } = await FORMATS.csv.read({ text }, undefined, said);
  return collect(rows);
}

const wide = (columns: number): string => Array.from({ length: columns }, (_none, at) => `c${at}`).join(",");

const QUOTES = "its quotes are not as CSV has them";
const UNCLOSED = "it opens a quote that is not closed";

const CASES: ReadonlyArray<readonly [title: string, text: string, rows: readonly Row[]]> = [
  ["the header names the cells, which are text", "q,a\nx,1\n", [{ line: 2, record: { q: "x", a: "1" } }]],
  [
    "a byte order mark and Windows line breaks are no part of it",
    "\ufeffq,a\r\nx,1\r\n",
    [{ line: 2, record: { q: "x", a: "1" } }],
  ],
  [
    "a semicolon in the header makes it the delimiter",
    'q;a\n"1,5";2\n',
    [{ line: 2, record: { q: "1,5", a: "2" } }],
  ],
  ["so does a tab", "q\ta\nx, y\t2\n", [{ line: 2, record: { q: "x, y", a: "2" } }]],
  [
    "a delimiter inside quotes of the header does not",
    '"q;r;s",a\nx,1\n',
    [{ line: 2, record: { "q;r;s": "x", a: "1" } }],
  ],
  [
    "quotes hold delimiters, quotes and line breaks",
    'q,a\n"x, ""y""\r\nz",1\nw,2',
    [
      { line: 2, record: { q: 'x, "y"\nz', a: "1" } },
      { line: 4, record: { q: "w", a: "2" } },
    ],
  ],
  [
    "white space around cells is no part of them",
    'q , a\n x , "1" \n',
    [{ line: 2, record: { q: "x", a: "1" } }],
  ],
  ["blank lines are nothing", "\nq,a\n\nx,1\n\n", [{ line: 4, record: { q: "x", a: "1" } }]],
  [
    "a column without a name gets one",
    "q,,a\nx,y,1",
    [{ line: 2, record: { q: "x", "column 2": "y", a: "1" } }],
  ],
  [
    "too few and too many cells are reported",
    "q,a\nx\ny,1\nz,1,2",
    [
      { line: 2, reason: "it has 1 cells, the header has 2" },
      { line: 3, record: { q: "y", a: "1" } },
      { line: 4, reason: "it has 3 cells, the header has 2" },
    ],
  ],
  [
    "a quote that is never closed costs one line",
    'q,a\n"x,1\ny,2\nz,3',
    [
      { line: 2, reason: UNCLOSED },
      { line: 3, record: { q: "y", a: "2" } },
      { line: 4, record: { q: "z", a: "3" } },
    ],
  ],
  [
    "a quote inside a cell that none begins is a character",
    'q,a\nHow wide is a 5" pipe?,5"\nx"x"x,1',
    [
      { line: 2, record: { q: 'How wide is a 5" pipe?', a: '5"' } },
      { line: 3, record: { q: 'x"x"x', a: "1" } },
    ],
  ],
  [
    "quotes behind a backslash are quotes, where the cells say so",
    'q,a\n"say \\"hi\\", C:\\\\x",1\n"say \\"",2\n"a \\"b\\"\nc",3',
    [
      { line: 2, record: { q: 'say "hi", C:\\x', a: "1" } },
      { line: 3, record: { q: 'say "', a: "2" } },
      { line: 4, record: { q: 'a "b"\nc', a: "3" } },
    ],
  ],
  [
    "a backslash at the end of a cell is a backslash",
    'q,a\n"C:\\",1',
    [{ line: 2, record: { q: "C:\\", a: "1" } }],
  ],
  [
    "a bar is a delimiter, and a comma in a sentence is none",
    "q|a\nx, y, z|1\nw, z|2",
    [
      { line: 2, record: { q: "x, y, z", a: "1" } },
      { line: 3, record: { q: "w, z", a: "2" } },
    ],
  ],
  [
    "a decimal comma is no delimiter where semicolons are",
    "q;a\nx;1,5\ny;2,5\n",
    [
      { line: 2, record: { q: "x", a: "1,5" } },
      { line: 3, record: { q: "y", a: "2,5" } },
    ],
  ],
  [
    "a line that sets the delimiter is none of the table",
    "sep=;\r\nq;a\r\nx,y;1\r\n",
    [{ line: 3, record: { q: "x,y", a: "1" } }],
  ],
  ["so does one with a tab", "sep=\t\nq\ta\nx\t1", [{ line: 3, record: { q: "x", a: "1" } }]],
  [
    "lines end in CR, CRLF and LF, also mixed, and inside quotes all are LF",
    'q,a\rx,1\r\ny,2\n"z\rz\r\nz",3\r',
    [
      { line: 2, record: { q: "x", a: "1" } },
      { line: 3, record: { q: "y", a: "2" } },
      { line: 4, record: { q: "z\nz\nz", a: "3" } },
    ],
  ],
  [
    "columns at the end without a name or a value are none, and rows without a value neither",
    "q;a;;\nx;1;;\n;;;\n;;\ny;2",
    [
      { line: 2, record: { q: "x", a: "1" } },
      { line: 5, record: { q: "y", a: "2" } },
    ],
  ],
  [
    "a value in a column without a name is kept",
    "q,a,\nx,1,\ny,2,z",
    [
      { line: 2, record: { q: "x", a: "1", "column 3": "" } },
      { line: 3, record: { q: "y", a: "2", "column 3": "z" } },
    ],
  ],
  [
    "what stands before the header is reported",
    "Export of May;;\n\nq;a;b\nx;1;2\n",
    [
      { line: 1, reason: "it stands before the table's header" },
      { line: 4, record: { q: "x", a: "1", b: "2" } },
    ],
  ],
  [
    "two columns of one name are told apart by number, and neither is taken for the one",
    "q,a,a\nx,1,2\n",
    [{ line: 2, record: { q: "x", "a (1)": "1", "a (2)": "2" } }],
  ],
  [
    "a first row that is plainly an item names no columns",
    "What is 2+3?,3,4,C\nWhat is 2+4?,3,4,D\n",
    [
      { line: 1, record: { "column 1": "What is 2+3?", "column 2": "3", "column 3": "4", "column 4": "C" } },
      { line: 2, record: { "column 1": "What is 2+4?", "column 2": "3", "column 3": "4", "column 4": "D" } },
    ],
  ],
  [
    "a number among names is a name",
    "question,2019,2020\nx,1,2\n",
    [{ line: 2, record: { question: "x", "2019": "1", "2020": "2" } }],
  ],
  [
    "cells that a spreadsheet spoiled are marked",
    "id,q\n1.23E+15,#N/A\n2,#1\n",
    [
      { line: 2, record: { id: "1.23E+15", q: "#N/A" }, spoiled: ["id", "q"] },
      { line: 3, record: { id: "2", q: "#1" } },
    ],
  ],
  [
    "text after a closing quote costs its line",
    'q,a\n"x"x,1\ny,2',
    [
      { line: 2, reason: QUOTES },
      { line: 3, record: { q: "y", a: "2" } },
    ],
  ],
  ["a header alone has no rows", "q,a\n", []],
  ["a NUL is a character", "q,a\n\u0000,1", [{ line: 2, record: { q: "\u0000", a: "1" } }]],
];

describe("[S16] CSV", () => {
  it.each(CASES)("%s", async (_title, text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
  });

  it("gives up on an open quote after a thousand lines, and reads them all the same", async () => {
    const rows = await rowsOf(`q,a\n"x,1\n${"y,2\n".repeat(2500)}`);
    expect(rows).toHaveLength(2501);
    expect(rows.filter((row) => "reason" in row)).toEqual([{ line: 2, reason: UNCLOSED }]);
  });

  it.each([
    ["more columns than a table has", `${wide(500_000)}\n`, /500000 columns/],
    ["a header that is not CSV", '"q"q,a\n1,2', /header cannot be read/],
  ])("refuses %s", async (_title, text, message) => {
    await expect(rowsOf(text)).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringMatching(message),
    });
  });

  it("[S28] says what it guessed of the table, and takes what a person says instead", async () => {
    const text = "x,1\ny,2\n";
    const guessed = await FORMATS.csv.read({ text: "q 1,1\nq 2,2\n" }, undefined);
    expect(guessed).toMatchObject({
      table: { encoding: "utf-8", delimiter: ",", header: false },
      notes: [expect.stringContaining("taken for values")],
    });
    expect(await rowsOf(text, { header: true })).toEqual([{ line: 2, record: { x: "y", "1": "2" } }]);
    expect(await rowsOf("q,a\n", { header: false })).toEqual([
      { line: 1, record: { "column 1": "q", "column 2": "a" } },
    ]);
    expect(await rowsOf("q;b,a\nx;y,1\n", { delimiter: "," })).toEqual([
      { line: 2, record: { "q;b": "x;y", a: "1" } },
    ]);
    const repeated = await FORMATS.csv.read({ text: "q,a,a\nx,1,2" }, undefined);
    expect(repeated.notes).toEqual([expect.stringContaining('"a (1)"')]);
  });

  it("names many columns of one name in time by their number", async () => {
    const rows = await rowsOf(`${"c,".repeat(9_999)}c\n${"1,".repeat(9_999)}1\n`);
    expect(rows).toMatchObject([{ record: { "c (1)": "1", "c (10000)": "1" } }]);
  });
});
