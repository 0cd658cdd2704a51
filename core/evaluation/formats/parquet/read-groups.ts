import {
  parquetMetadata,
  parquetReadObjects,
  parquetSchema,
  type FileMetaData,
  type ParquetParsers,
  type SchemaElement,
} from "hyparquet";
import { compressors as allCompressors } from "hyparquet-compressors";
import type { Json, JsonObject } from "#core/base/json.ts";
import { parseKeepingNumbers } from "#core/evaluation/formats/json/json-row.ts";
import { toIsoTime } from "./exact.ts";
import { toJson } from "./to-json.ts";

export type ParquetRecord = { readonly record: JsonObject; readonly respelled: readonly string[] };

/** What a file may say of itself: no file of items is larger, and what it says decides what memory is asked for. */
const MAX_GROUP_BYTES = 512 * 2 ** 20;
const MAX_PAGE_BYTES = 256 * 2 ** 20;
const MAX_ROWS = 10_000_000;

const DAY_MS = 86_400_000n;

const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (count) => toIsoTime(BigInt(count), 1000n),
  timestampFromMicroseconds: (count) => toIsoTime(BigInt(count), 1_000_000n),
  timestampFromNanoseconds: (count) => toIsoTime(BigInt(count), 1_000_000_000n),
  dateFromDays: (days) => toIsoTime(BigInt(days) * DAY_MS, 1000n).slice(0, -"T00:00:00Z".length),
  // Where it is no text, it stays bytes.
  stringFromBytes: (bytes) => bytes,
  jsonFromBytes: (bytes: Uint8Array | undefined) => (bytes === undefined ? null : parseJson(bytes)),
};

/** The records of a Parquet file, a row group at a time. Throws Error with what is wrong with the file. */
export async function* readGroups(file: ArrayBuffer): AsyncGenerator<readonly ParquetRecord[]> {
  const metadata = parquetMetadata(file, { geoparquet: false });
  checkClaims(metadata);
  const decimals = takeDecimals(metadata);
  const tree = parquetSchema(metadata);
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const rows = await parquetReadObjects({
      file: { byteLength: file.byteLength, slice: (from, to) => file.slice(from, to) },
      metadata,
      rowStart: start,
      rowEnd: end,
      compressors: guardedCompressors,
      utf8: false,
      geoparquet: false,
      parsers: PARSERS,
    });
    yield rows.map((row): ParquetRecord => {
      const respelled = new Set<string>();
      const record: [string, Json][] = tree.children.map((node) => {
        const { name } = node.element;
        const conversion = { decimals, onRespelled: () => void respelled.add(name) };
        return [name, toJson(row[name], { node, isInside: false }, conversion)];
      });
      return { record: Object.fromEntries(record), respelled: [...respelled] };
    });
    start = end;
  }
}

function checkClaims({ num_rows: rows, row_groups: groups }: FileMetaData): void {
  if (rows > MAX_ROWS) throw new Error(`it has ${rows} rows`);
  for (const { num_rows: count, columns } of groups) {
    const bytes = columns.reduce(
      (sum, { meta_data: facts }) => sum + Number(facts?.total_uncompressed_size ?? 0),
      0,
    );
    if (count < 0 || count > MAX_ROWS) throw new Error(`a row group of it has ${count} rows`);
    if (bytes > MAX_GROUP_BYTES)
      throw new Error(`a row group of it is larger than ${MAX_GROUP_BYTES / 2 ** 20} MiB`);
  }
}

/** Which elements are decimals, of which the reader would lose digits: from now on they are the whole numbers they are kept as. */
function takeDecimals({ schema }: FileMetaData): ReadonlySet<SchemaElement> {
  const decimals = schema.filter(
    (element) => element.converted_type === "DECIMAL" || element.logical_type?.type === "DECIMAL",
  );
  for (const element of decimals) {
    delete element.converted_type;
    delete element.logical_type;
  }
  return new Set(decimals);
}

const guardedCompressors = Object.fromEntries(
  Object.entries(allCompressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number): Uint8Array => {
      if (length > MAX_PAGE_BYTES)
        throw new Error(`a page of it is larger than ${MAX_PAGE_BYTES / 2 ** 20} MiB`);
      return decompress(input, length);
    },
  ]),
);

function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return parseKeepingNumbers(text);
  } catch {
    return text;
  }
}
