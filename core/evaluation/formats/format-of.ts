import { AppError } from "#core/base/app-error.ts";
import { IMPORT_FORMATS, type ImportFormat } from "#core/domain/dataset.ts";
import { recogniseFormat } from "#core/domain/import-format.ts";
import { readChunks, sourceName, type Source } from "./source.ts";

/** Files that people have and that are no formats of items: what they begin with, what they are, and what to do. */
const FOREIGN: ReadonlyArray<readonly [start: string, what: string, hint: string]> = [
  [
    "PK\u0003\u0004",
    "a workbook or another ZIP archive",
    "Save the sheet as CSV (in Excel: “CSV UTF-8”), or unpack the archive.",
  ],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook", "Save the sheet as CSV (in Excel: “CSV UTF-8”)."],
  ["\u001f\u008b", "packed with gzip", "Unpack it first: gunzip."],
  ["(\u00b5/\u00fd", "packed with Zstandard", "Unpack it first: unzstd."],
  ["BZh", "packed with bzip2", "Unpack it first: bunzip2."],
  ["\u00fd7zXZ", "packed with xz", "Unpack it first: unxz."],
  ["7z\u00bc\u00af", "a 7z archive", "Unpack it first."],
  ["ARROW1", "an Arrow file", "Save it as Parquet or as JSON lines."],
  ["SQLite format 3", "an SQLite database", "Save the table as CSV."],
  ["Obj\u0001", "an Avro file", "Save it as Parquet or as JSON lines."],
  ["\u0080\u0004\u0095", "a Python pickle, which runs what is in it", "Save it as JSON lines."],
  ["\u0080\u0005\u0095", "a Python pickle, which runs what is in it", "Save it as JSON lines."],
  ["%PDF-", "a PDF", "Save its table as CSV."],
  ["{\\rtf", "a text with fonts (RTF)", "Save it as plain text in UTF-8."],
  [
    "<!DOCTYPE html",
    "a web page",
    "Download the file itself: this is the page that shows it, or asks for a login.",
  ],
  ["<html", "a web page", "Download the file itself: this is the page that shows it, or asks for a login."],
  ["<?xml", "XML", "Save it as CSV or JSON."],
  [
    "version https://git-lfs",
    "a pointer of Git LFS, not the file it stands for",
    "Fetch the file: git lfs pull.",
  ],
];

const START_BYTES = 8000;

/**
 * The format of a source: what it says itself, else the one that was named, else what its name and beginning say. Throws
 * dataset-invalid on what is a file of another kind, usage where nothing says it, and what reading it throws [C22] [S31].
 */
export async function formatOf(source: Source, named: ImportFormat | undefined): Promise<ImportFormat> {
  if (!("text" in source)) refuseProgram(sourceName(source));
  const start = await readStart(source);
  for (const [sign, what, hint] of FOREIGN) {
    if (!start.startsWith(sign)) continue;
    throw new AppError("dataset-invalid", `${sourceName(source)} is ${what}.`, { hint });
  }
  const name = "text" in source ? "" : sourceName(source);
  // Of two bytes a character, those of ASCII alone are left.
  const text = start.replace(/^(?:\u00ff\u00fe|\u00fe\u00ff|\u00ef\u00bb\u00bf)/, "").replaceAll("\0", "");
  const format = start.startsWith("PAR1") ? "parquet" : (named ?? recogniseFormat({ name, text }));
  if (format !== null) return format;
  throw new AppError(
    "usage",
    `The format of ${sourceName(source)} cannot be told from its name or its beginning.`,
    {
      hint: `Say which one it is: ${IMPORT_FORMATS.join(", ")}.`,
    },
  );
}

/** Some tools keep their tests in programs that make them; one from elsewhere is never run [S40]. */
function refuseProgram(name: string): void {
  if (!/\.([cm]?[jt]sx?|py|rb)$/i.test(name)) return;
  throw new AppError("dataset-invalid", `${name} is a program, and programs of others are never run.`, {
    hint: "Have it write its tests as JSON, JSON lines, YAML or CSV, and import that file.",
  });
}

async function readStart(source: Source): Promise<string> {
  for await (const chunk of readChunks(source))
    return Buffer.from(chunk.subarray(0, START_BYTES)).toString("latin1");
  return "";
}
