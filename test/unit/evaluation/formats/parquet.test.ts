import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { collect } from "./collect.ts";

type Columns = Parameters<typeof parquetWriteBuffer>[0]["columnData"];

async function read(file: ArrayBuffer | Uint8Array) {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const source = { base64: Buffer.from(bytes).toString("base64"), name: "items.parquet" };
  const { rows, notes } = await FORMATS.parquet.read(source, undefined);
  return { rows: await collect(rows), notes };
}

const write = (columnData: Columns, rowGroupSize?: number): ArrayBuffer =>
  parquetWriteBuffer({ columnData, ...(rowGroupSize === undefined ? {} : { rowGroupSize }) });

const VALUES: ReadonlyArray<readonly [title: string, column: Columns[number], values: readonly unknown[]]> = [
  ["text", { name: "c", data: ["Größe 日本 \u{1f600}", ""], type: "STRING" }, ["Größe 日本 \u{1f600}", ""]],
  ["whole numbers of 32 bits", { name: "c", data: [1, -2], type: "INT32" }, [1, -2]],
  [
    "whole numbers of 64 bits, exactly",
    { name: "c", data: [653247040368672769n, -5n], type: "INT64" },
    ["653247040368672769", -5],
  ],
  ["numbers of 64 bits", { name: "c", data: [0.1, 1e300], type: "DOUBLE" }, [0.1, 1e300]],
  ["numbers of 32 bits as they were meant", { name: "c", data: [0.1, 3.14], type: "FLOAT" }, [0.1, 3.14]],
  ["what is no number is nothing", { name: "c", data: [Number.NaN, 1], type: "DOUBLE" }, [null, 1]],
  ["truth", { name: "c", data: [true, false], type: "BOOLEAN" }, [true, false]],
  ["what is missing", { name: "c", data: ["a", null], type: "STRING", nullable: true }, ["a", null]],
  [
    "times",
    { name: "c", data: [new Date("2026-01-31T12:34:56.789Z"), new Date(0)], type: "TIMESTAMP" },
    ["2026-01-31T12:34:56.789Z", "1970-01-01T00:00:00Z"],
  ],
  ["values as JSON", { name: "c", data: [{ a: [1] }, [1]], type: "JSON" }, [{ a: [1] }, [1]]],
  [
    "bytes that are no text",
    { name: "c", data: [Uint8Array.of(255, 0), Uint8Array.of(97)], type: "BYTE_ARRAY" },
    ["/wA=", "a"],
  ],
];

describe("[S32] Parquet", () => {
  it.each(VALUES)("keeps %s", async (_title, column, values) => {
    const { rows, notes } = await read(write([column]));
    expect(rows).toEqual(values.map((c, at) => ({ line: at + 1, record: { c } })));
    expect(notes).toEqual([expect.stringMatching(/^A Parquet file has no lines/)]);
  });

  it("reads one row group after the other", async () => {
    const data = Array.from({ length: 2500 }, (_none, at) => `q ${at}`);
    const { rows } = await read(write([{ name: "q", data, type: "STRING" }], 700));
    expect(rows).toEqual(data.map((q, at) => ({ line: at + 1, record: { q } })));
  });

  it("stops reading where nobody asks for more", async () => {
    const file = Buffer.from(write([{ name: "q", data: ["a", "b"], type: "STRING" }]));
    const { rows } = await FORMATS.parquet.read({ base64: file.toString("base64"), name: "" }, undefined);
    for await (const row of rows) {
      expect(row.line).toBe(1);
      break;
    }
  });

  it("keeps decimals exactly, lists and maps, and says which numbers in them became text", async () => {
    const { rows } = await read(
      parquetWriteBuffer({
        columnData: [
          { name: "d", data: [1230n, -5n] },
          { name: "l", data: [["a", "b"], []] },
          { name: "n", data: [[9007199254740993n], [1n]] },
        ],
        schema: [
          { name: "root", num_children: 3 },
          {
            name: "d",
            type: "INT64",
            converted_type: "DECIMAL",
            scale: 2,
            precision: 18,
            repetition_type: "REQUIRED",
          },
          ...list("l", { type: "BYTE_ARRAY", converted_type: "UTF8" }),
          ...list("n", { type: "INT64" }),
        ],
      }),
    );
    expect(rows).toEqual([
      { line: 1, record: { d: 12.3, l: ["a", "b"], n: ["9007199254740993"] }, respelled: ["n"] },
      { line: 2, record: { d: -0.05, l: [], n: [1] } },
    ]);
  });

  it.each([
    ["a file that was cut off", (file: Uint8Array) => file.subarray(0, file.length - 9)],
    ["a file without its end", (file: Uint8Array) => file.subarray(0, 12)],
    ["a file of zeros", (file: Uint8Array) => new Uint8Array(file.length)],
    ["an empty file", () => new Uint8Array(0)],
  ])("refuses %s by name", async (_title, spoil) => {
    const file = new Uint8Array(write([{ name: "q", data: ["a", "b"], type: "STRING" }]));
    await expect(read(spoil(file))).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringMatching(/^items\.parquet cannot be read as Parquet: .+\.$/),
    });
  });
});

type Element = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>[number];

function list(name: string, entry: Partial<Element>): readonly Element[] {
  return [
    { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", ...entry },
  ];
}
