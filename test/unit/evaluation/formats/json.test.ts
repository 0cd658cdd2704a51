import { describe, expect, it } from "vitest";
import { collect } from "./collect.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

async function read(text: string) {
  const { rows, notes = [] } = await FORMATS.json.read({ text }, undefined);
  return { rows: await collect(rows), notes };
}

const TWO = [
  { q: "x", a: 1 },
  { q: "y", a: 2 },
] as const;
const text = JSON.stringify;
const at = (...lines: readonly number[]): readonly Row[] =>
  lines.map((line, index) => ({ line, record: { ...TWO[index] } }));

const ARRANGED: ReadonlyArray<readonly [title: string, text: string, rows: readonly Row[]]> = [
  ["a list on one line", text(TWO), at(1, 1)],
  ["a list over many lines", `\ufeff${text(TWO, null, 2)}\r\n`.replaceAll("\n", "\r\n"), at(2, 6)],
  ["lines in brackets with commas", `[\n${TWO.map((each) => text(each)).join(",\n")}\n]\n`, at(2, 3)],
  ["lines with commas and no brackets", TWO.map((each) => `${text(each)},\n`).join(""), at(1, 2)],
  ["lines", TWO.map((each) => `${text(each)}\n`).join(""), at(1, 2)],
  [
    "objects over many lines, one after the other",
    TWO.map((each) => text(each, null, 1)).join("\n"),
    at(1, 5),
  ],
  ["objects one after the other on one line", TWO.map((each) => text(each)).join(" "), at(1, 1)],
  ["a list under data", text({ version: 1, data: TWO }), at(1, 1)],
  ["a list under a name of its own", text({ name: "n", geography: TWO }, null, 1), at(4, 8)],
  ["a list under rows beside another", text({ features: [{ name: "q" }], rows: TWO }), at(1, 1)],
  [
    "the rows of a viewer",
    text({ rows: TWO.map((row, index) => ({ row_idx: index, row, truncated_cells: [] })) }),
    at(1, 1),
  ],
  ["columns of lists", text({ q: ["x", "y"], a: [1, 2] }), at(1, 2)],
  ["columns by row", text({ q: { 0: "x", 1: "y" }, a: { 0: 1, 1: 2 } }), at(1, 2)],
  ["rows by number", text({ 0: TWO[0], 1: TWO[1] }), at(1, 2)],
  [
    "names, rows and their numbers",
    text({
      columns: ["q", "a"],
      index: [0, 1],
      data: [
        ["x", 1],
        ["y", 2],
      ],
    }),
    at(1, 2),
  ],
  [
    "lists under a row of names",
    text([
      ["q", "a"],
      ["x", 1],
      ["y", 2],
    ]),
    at(1, 2),
  ],
  [
    "rows by id",
    text({ first: TWO[0], second: TWO[1] }),
    [
      { line: 1, record: { id: "first", q: "x", a: 1 } },
      { line: 2, record: { id: "second", q: "y", a: 2 } },
    ],
  ],
  [
    "one object, which is one record, whatever lists it has",
    text({ question: "x", choices: [{ c: 1 }] }, null, 1),
    [{ line: 1, record: { question: "x", choices: [{ c: 1 }] } }],
  ],
  [
    "one object whose input is a list of messages, and its answer a list of texts",
    text({ input: [{ role: "user", content: "x" }], ideal: ["y", "z"] }),
    [{ line: 1, record: { input: [{ role: "user", content: "x" }], ideal: ["y", "z"] } }],
  ],
  ["an empty list", "[]", []],
  ["nothing", " \n", []],
];

const FAULTY: ReadonlyArray<readonly [title: string, text: string, rows: readonly Row[]]> = [
  [
    "an entry that is broken costs itself alone",
    `[\n  ${text(TWO[0])},\n  {"q": "z, "a": 3},\n  ${text(TWO[1])}\n]`,
    [
      at(2)[0],
      { line: 3, reason: "the entry is not valid JSON" },
      { line: 4, record: TWO[1] },
    ] as readonly Row[],
  ],
  [
    "a bracket that is missing costs its entry",
    `[\n{"q":"z",\n${text(TWO[0])},\n${text(TWO[1])}\n]`,
    [
      { line: 2, reason: "the entry is not valid JSON" },
      { line: 3, record: TWO[0] },
      { line: 4, record: TWO[1] },
    ],
  ],
  [
    "an entry that is no object",
    '[1,null,"x"]',
    [
      { line: 1, reason: "the entry is JSON, but not an object" },
      { line: 1, reason: "the entry is JSON, but not an object" },
      { line: 1, reason: "the entry is JSON, but not an object" },
    ],
  ],
  [
    "a list that was cut off",
    `[${text(TWO[0])},`,
    [...at(1), { line: 1, reason: "the list is not closed: its end is missing" }],
  ],
  [
    "what follows a list",
    `[${text(TWO[0])}]\n{"q":1}`,
    [...at(1), { line: 2, reason: "it stands after the end of the list, and was left out" }],
  ],
  [
    "cells that a viewer cut",
    text({ rows: [{ row_idx: 0, row: TWO[0], truncated_cells: ["q"] }] }),
    [{ line: 1, reason: "its q were cut short where it was shown" }],
  ],
];

const WHY: ReadonlyArray<readonly [text: string, why: RegExp]> = [
  [`{'q': 'x', 'a': "it's"}\n{'q': 'y'}`, /single quotes, as Python prints them: write it with json\.dumps/],
  ['{"q": NaN}\n{"q": 1}', /NaN or Infinity/],
  ['{"q": [-Infinity, 1]}\n{"q": 1}', /NaN or Infinity/],
  ['{"q": None}\n{"q": 1}', /None, True or False/],
  ['{"q": 1} // a\n{"q": 1}', /not valid JSON/],
  ['// a\n{"q": 1}', /a comment, which JSON does not have/],
  ['# a\n{"q": 1}', /a comment/],
  ['{"q": 1,}\n{"q": 1}', /a comma stands before a closing bracket/],
  ['{q: 1}\n{"q": 1}', /a key stands without its quotes/],
  ['{"q": undefined}\n{"q": 1}', /undefined/],
  ['{"q": "NaN, None // #"\n{"q": 1}', /not valid JSON$/],
];

describe("[S29] JSON", () => {
  it.each(ARRANGED)("is read from %s", async (_title, written, rows) => {
    expect((await read(written)).rows).toEqual(rows);
    expect(await collect((await FORMATS.jsonl.read({ text: written }, undefined)).rows)).toEqual(rows);
  });

  it.each(FAULTY)("says of %s what is wrong", async (_title, written, rows) => {
    expect((await read(written)).rows).toEqual(rows);
  });

  it.each(WHY)("says why %j is none", async (written, why) => {
    const { rows } = await read(written);
    expect(rows[0]).toMatchObject({ line: 1, reason: expect.stringMatching(why) });
  });

  it("keeps the digits of numbers in columns", async () => {
    const { rows, notes } = await read(
      '{"id":[653247040368672768,653247040368672769],"a":[[9007199254740993],[1]]}',
    );
    expect(rows).toEqual([
      { line: 1, record: { id: "653247040368672768", a: ["9007199254740993"] }, respelled: ["a"] },
      { line: 2, record: { id: "653247040368672769", a: [1] } },
    ]);
    expect(notes).toEqual([expect.stringContaining("by columns")]);
  });

  it.each([
    [
      "two lists that may be meant",
      { train: [{ q: 1 }], test: [{ q: 2 }] },
      /several lists of records: train, test/,
    ],
    ["lists of unequal length", [["q", "a"], ["x"]], /not records with names/],
  ])("refuses %s", async (_title, value, message) => {
    await expect(read(text(value))).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringMatching(message),
    });
  });
});
