import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { ImportFormat } from "#core/domain/dataset.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { formatOf } from "#core/evaluation/formats/format-of.ts";

/** Of each format, shared among its files. */
const MUTATIONS = 2000;
/** A thread is started for each. */
const MUTATIONS_APART = 20;

/** The same numbers from 0 to below 1 in every run. */
function createDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SIGNS = Buffer.from("\"'\\,;\t\n\r|{}[]:#-&*!%\0\u00ff\u00fe\u0080 0eE.");

/** A file of which some bytes were changed, taken out, put in or repeated. */
function mutate(file: Uint8Array, draw: (below: number) => number): Uint8Array {
  let bytes = Buffer.from(file);
  for (let change = 0; change <= draw(4); change += 1) {
    const at = draw(bytes.length + 1);
    const to = Math.min(bytes.length, at + draw(20));
    const put = [
      Buffer.of(draw(256)),
      Buffer.of(SIGNS[draw(SIGNS.length)] ?? 0),
      bytes.subarray(at, to),
      Buffer.of(),
    ];
    bytes = Buffer.concat([bytes.subarray(0, at), put[draw(put.length)] ?? Buffer.of(), bytes.subarray(to)]);
  }
  return bytes;
}

const TABLE =
  'id;question;answer\r\n1;"How wide is a 5"" pipe?";1,5\r\n2;"Größe\nin m²";x\r\n3;plain;#N/A\r\n';
const RECORDS = [
  { id: 1, question: "Größe?", answer: { a: [1, "x"] } },
  { id: 2, question: "two", answer: null },
];

const FILES: ReadonlyArray<readonly [format: ImportFormat, title: string, file: Uint8Array]> = [
  ["csv", "a table", Buffer.from(TABLE)],
  ["csv", "a table in windows-1252", Buffer.from(TABLE, "latin1")],
  ["csv", "a table in UTF-16", Buffer.from(`\ufeff${TABLE}`, "utf16le")],
  ["jsonl", "lines of JSON", Buffer.from(RECORDS.map((each) => `${JSON.stringify(each)}\n`).join(""))],
  ["json", "a list", Buffer.from(JSON.stringify(RECORDS, null, 1))],
  ["json", "a list under a name", Buffer.from(JSON.stringify({ version: 1, data: RECORDS }))],
  ["json", "columns", Buffer.from(JSON.stringify({ q: { 0: "a", 1: "b" }, a: { 0: 1, 1: 2 } }))],
  [
    "yaml",
    "a list in YAML",
    Buffer.from("items:\n- question: one\n  answer: &a 1\n- question: 'two'\n  answer: *a\n"),
  ],
];

async function readAll(format: ImportFormat, file: Uint8Array): Promise<string> {
  const source = { base64: Buffer.from(file).toString("base64"), name: "" };
  try {
    await formatOf(source, format);
    const { rows } = await FORMATS[format].read(source, undefined);
    let count = 0;
    for await (const row of rows) {
      expect(Number.isInteger(row.line) && row.line >= 1).toBe(true);
      count += 1;
    }
    return `${count} rows`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

describe("[S33] a spoiled file is read or refused, never anything else", () => {
  it.each(FILES)(
    "%s: %s",
    async (format, _title, file) => {
      const draw = createDraw(1);
      const outcomes = new Set<string>();
      const share = MUTATIONS / FILES.filter(([each]) => each === format).length;
      for (let at = 0; at < share; at += 1) outcomes.add(await readAll(format, mutate(file, draw)));
      expect([...outcomes].filter((outcome) => !/^(?:\d+ rows|dataset-invalid)$/.test(outcome))).toEqual([]);
      expect(outcomes.size).toBeGreaterThan(1);
    },
    120_000,
  );

  it("[S32] parquet, in a thread that ends", async () => {
    const file = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: "question", data: ["one", "two", "two"], type: "STRING" },
          { name: "answer", data: [1n, 2n, 3n], type: "INT64" },
        ],
      }),
    );
    const draw = createDraw(1);
    const outcomes = new Set<string>();
    for (let at = 0; at < MUTATIONS_APART; at += 1)
      outcomes.add(await readAll("parquet", mutate(file, draw)));
    expect([...outcomes].filter((outcome) => !/^(?:\d+ rows|dataset-invalid)$/.test(outcome))).toEqual([]);
  }, 240_000);
});
