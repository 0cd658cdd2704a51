import { describe, expect, it } from "vitest";
import { collect } from "./collect.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { readJsonl } from "#core/evaluation/formats/json/read-lines.ts";
import { splitLines } from "#core/evaluation/formats/text/lines.ts";

async function rowsOf(text: string): Promise<readonly Row[]> {
  const { rows } = await FORMATS.jsonl.read({ text }, undefined);
  return collect(rows);
}

/** The same bytes in pieces of this size: no outcome may depend on where a chunk ends. */
async function rowsInPieces(bytes: Uint8Array, sizeBytes: number): Promise<readonly Row[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes);
    await Promise.resolve();
  }
  return collect(readJsonl(splitLines(chunks())));
}

const NOT_JSON = "the line is not valid JSON";

const CASES: ReadonlyArray<readonly [title: string, text: string, rows: readonly Row[]]> = [
  [
    "a line is a record",
    '{"a":1}\n{"a":2}\n',
    [
      { line: 1, record: { a: 1 } },
      { line: 2, record: { a: 2 } },
    ],
  ],
  ["the last line needs no line break", '{"a":1}', [{ line: 1, record: { a: 1 } }]],
  ["a byte order mark is no part of it", '\ufeff{"a":1}', [{ line: 1, record: { a: 1 } }]],
  [
    "Windows line breaks are line breaks",
    '{"a":1}\r\n{"a":2}\r\n',
    [
      { line: 1, record: { a: 1 } },
      { line: 2, record: { a: 2 } },
    ],
  ],
  ["blank lines count as lines and are nothing", '\n \n{"a":1}\n\n', [{ line: 3, record: { a: 1 } }]],
  [
    "a broken line costs itself alone",
    '{"a":1\n{"a":2}',
    [
      { line: 1, reason: NOT_JSON },
      { line: 2, record: { a: 2 } },
    ],
  ],
  [
    "a raw NUL breaks its line alone",
    '{"a":"\u0000"}\n{"a":2}',
    [
      { line: 1, reason: NOT_JSON },
      { line: 2, record: { a: 2 } },
    ],
  ],
  ["an escaped NUL is text", '{"a":"\\u0000"}', [{ line: 1, record: { a: "\u0000" } }]],
  [
    "a list is not a record",
    "[1]\n[2]",
    [
      { line: 1, reason: "the line is JSON, but not an object" },
      { line: 2, reason: "the line is JSON, but not an object" },
    ],
  ],
  [
    "a number too large for JSON is reported",
    '{"a":1e999}',
    [{ line: 1, reason: "it holds a number too large to keep" }],
  ],
  [
    "half a surrogate pair in a key is reported",
    '{"a\\ud800":1}\n{"b":{"\\udc00":1}}\n{"a":1}',
    [
      { line: 1, reason: "a key is not Unicode" },
      { line: 2, reason: "a key is not Unicode" },
      { line: 3, record: { a: 1 } },
    ],
  ],
  [
    "half a surrogate pair is reported",
    '{"a":"\\ud83d"}',
    [{ line: 1, reason: "it holds half of a Unicode character" }],
  ],
  [
    "deep nesting is reported, not a crash",
    `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`,
    [{ line: 1, reason: "it is nested deeper than 64 levels" }],
  ],
  [
    "a key called __proto__ is a key",
    '{"__proto__":{"a":1},"b":2}',
    [{ line: 1, record: JSON.parse('{"__proto__":{"a":1},"b":2}') }],
  ],
  [
    "a key that is there twice is reported, wherever it is",
    `{"a":1,"a":2}\n{"b":[{"c":1,"\\u0063":1}]}\n{"${"k".repeat(100)}":1,"${"k".repeat(100)}":2}`,
    [
      { line: 1, reason: 'it has the key "a" twice in one object' },
      { line: 2, reason: 'it has the key "c" twice in one object' },
      { line: 3, reason: `it has the key "${"k".repeat(80)}" twice in one object` },
    ],
  ],
  [
    "a number with more digits than a program keeps is the text that was written",
    '{"a":12345678901234567890,"b":[9007199254740993,9007199254740992],"c":1e-400,"d":0.10}',
    [
      {
        line: 1,
        record: { a: "12345678901234567890", b: ["9007199254740993", 9007199254740992], c: "1e-400", d: 0.1 },
        respelled: ["b"],
      },
    ],
  ],
  ["an empty text has no rows", "", []],
];

describe("[S16] JSONL", () => {
  it.each(CASES)("%s", async (_title, text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
  });

  it("reads the same whatever the size of the chunks it comes in", async () => {
    const bytes = Buffer.from('\ufeff{"a":"ä€\u{1f600}"}\r\n\r\n{"b":\n{"c":"ü"}');
    const whole = await rowsInPieces(bytes, bytes.length);
    expect(whole).toEqual([
      { line: 1, record: { a: "ä€\u{1f600}" } },
      { line: 3, reason: NOT_JSON },
      { line: 4, record: { c: "ü" } },
    ]);
    for (const sizeBytes of [1, 2, 3, 5, 7]) expect(await rowsInPieces(bytes, sizeBytes)).toEqual(whole);
  });

  it("keeps every character of a text that was handed over, whatever piece of it ends there", async () => {
    for (const before of [65_527, 65_528, 65_529]) {
      const task = "\u{1f600}".repeat(3);
      expect(await rowsOf(`{"a":"${"x".repeat(before)}${task}"}`)).toEqual([
        { line: 1, record: { a: "x".repeat(before) + task } },
      ]);
    }
  });

  it("refuses a text that was cut inside a character", async () => {
    await expect(rowsOf('{"a":"\ud83d"}')).rejects.toMatchObject({ code: "dataset-invalid" });
  });

  it("reports a line that is not UTF-8 and reads the next one", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}\n{"a":2}'),
    ]);
    expect(await rowsInPieces(bytes, 4)).toEqual([
      { line: 1, reason: "the line is not UTF-8" },
      { line: 2, record: { a: 2 } },
    ]);
  });

  it("reports a line of more than 4 MiB without keeping it, and reads the next one", async () => {
    const bytes = Buffer.from(`{"a":"${"x".repeat(5 * 2 ** 20)}"}\n{"a":2}`);
    expect(await rowsInPieces(bytes, 2 ** 16)).toEqual([
      { line: 1, reason: "the line is longer than 4 MiB" },
      { line: 2, record: { a: 2 } },
    ]);
  });

  it("reads a line of exactly 4 MiB, and not one of a byte more", async () => {
    const room = 4 * 2 ** 20 - '{"a":""}'.length;
    const bytes = Buffer.from(`{"a":"${"x".repeat(room)}"}\n{"a":"${"x".repeat(room + 1)}"}`);
    const rows = await rowsInPieces(bytes, 2 ** 20);
    expect(rows.map((row) => ("reason" in row ? row.reason : String(row.record["a"]).length))).toEqual([
      room,
      "the line is longer than 4 MiB",
    ]);
  });
});
