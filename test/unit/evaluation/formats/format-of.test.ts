import { describe, expect, it } from "vitest";
import { formatOf } from "#core/evaluation/formats/format-of.ts";

const of = async (name: string, content: string | Uint8Array) =>
  await formatOf({ base64: Buffer.from(content).toString("base64"), name }, undefined);

describe("[S31] the format of a source", () => {
  it.each([
    ["items.csv", "PAR1\u0015\u0004", "parquet"],
    ["items", '[{"q":1}]', "json"],
    ["items.txt", "\ufeffquestion;answer\n", "csv"],
    ["items.txt", Buffer.from("\ufeffquestion\tanswer\r\n", "utf16le"), "csv"],
    ["items.yml", "- question: x\n", "yaml"],
    ["items.yml", "tests:\n- vars: {}\n", "promptfoo"],
  ])("%s %j is %s", async (name, content, format) => {
    expect(await of(name, content)).toBe(format);
  });

  it.each([
    [
      "items.csv",
      Buffer.from("PK\u0003\u0004"),
      /is a workbook or another ZIP archive/,
      /Save the sheet as CSV/,
    ],
    [
      "items.xls",
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1),
      /an old Excel workbook/,
      /Save the sheet as CSV/,
    ],
    ["items.jsonl.gz", Uint8Array.of(0x1f, 0x8b, 8), /packed with gzip/, /gunzip/],
    ["items.jsonl.zst", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), /Zstandard/, /unzstd/],
    ["items.arrow", "ARROW1\0\0", /an Arrow file/, /Parquet/],
    ["items.jsonl", "<!DOCTYPE html><html>", /a web page/, /Download the file itself/],
    ["items.parquet", "version https://git-lfs.github.com/spec/v1\n", /pointer of Git LFS/, /git lfs pull/],
    ["items.pkl", Uint8Array.of(0x80, 4, 0x95), /Python pickle/, /JSON lines/],
  ])("%s is refused by what it is", async (name, content, message, hint) => {
    await expect(of(name, content)).rejects.toMatchObject({
      code: "dataset-invalid",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it("is asked for where neither name nor beginning says it", async () => {
    await expect(of("items", "one word")).rejects.toMatchObject({
      code: "usage",
      hint: expect.stringContaining("parquet"),
    });
  });
});
