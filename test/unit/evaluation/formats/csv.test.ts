import { describe, expect, it } from "vitest";
import { collect } from "./collect.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

async function rowsOf(text: string): Promise<readonly Row[]> {
  const { rows } = await FORMATS.csv.read({ text }, undefined);
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
    "two lines with a stray quote cost those two",
    'q,a\nx"x,1\ny,2\nz"z,3\nw,4',
    [
      { line: 2, reason: QUOTES },
      { line: 3, record: { q: "y", a: "2" } },
      { line: 4, reason: UNCLOSED },
      { line: 5, record: { q: "w", a: "4" } },
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
    ["two columns of one name", "q,q\n1,2", /"q"/],
    ["more columns than a table has", `${wide(500_000)}\n`, /500000 columns/],
    ["two of many columns of one name", `${wide(9_000)},c7\n`, /"c7"/],
    ["lines that end in CR alone", "q,a\rx,1\ry,2\r", /end in CR alone/],
    ["a header that is not CSV", 'q"q,a\n1,2"', /header cannot be read/],
  ])("refuses %s", async (_title, text, message) => {
    await expect(rowsOf(text)).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringMatching(message),
    });
  });
});
