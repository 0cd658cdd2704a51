import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { chooseFields } from "./fields.ts";
import type { Format, Records } from "./format.ts";
import { arrange } from "./json/arrangement.ts";
import { isByLines, START_BYTES } from "./json/by-lines.ts";
import { readElements } from "./json/elements.ts";
import { readColumns } from "./json/read-columns.ts";
import { listMembers } from "./json/members.ts";
import { skipBlanks } from "./json/scan.ts";
import { readJsonl } from "./json/read-lines.ts";
import type { Row } from "./row.ts";
import { sourceName, type Source } from "./source.ts";
import { splitLines, unifyBreaks } from "./text/lines.ts";
import { readText } from "./text/read-text.ts";

/** JSON in whatever arrangement holds its records; by lines, too [S29]. */
export const json: Format = {
  read: async (source, scorer = { type: "exact" }, said = {}) => {
    const { chunks, notes } = await readText(source, said.encoding, "utf-8");
    const { rows, notes: more } = await readRecords(chunks, source);
    return { scorer, rows, notes: [...notes, ...more] };
  },
  chooseFields,
};

async function readRecords(chunks: AsyncIterable<Uint8Array>, source: Source): Promise<Records> {
  const read = unifyBreaks(chunks)[Symbol.asyncIterator]();
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => read };
  for (let next = await read.next(); next.done !== true; next = await read.next()) {
    kept.push(next.value);
    keptBytes += next.value.length;
    if (keptBytes >= START_BYTES) break;
  }
  const start = withoutMark(Buffer.concat(kept));
  if (isByLines(start.toString("utf8", 0, START_BYTES)))
    return { rows: readJsonl(splitLines(chain(kept, rest))), notes: [] };
  return arrangeWhole(await gather(start, rest), source);
}

async function* chain(
  kept: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* kept;
  yield* rest;
}

async function gather(start: Uint8Array, rest: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks = [start];
  for await (const chunk of rest) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf("\ufeff") === 0 ? 3 : 0);
}

/** The whole of it is at hand, at most what a file may be; its records are parsed one by one. */
function arrangeWhole(bytes: Uint8Array, source: Source): Records {
  const start = skipBlanks(bytes, 0);
  if (bytes[start] === 0x5b) {
    const isOfLists = bytes[skipBlanks(bytes, start + 1)] === 0x5b;
    return isOfLists ? readColumns(bytes, source) : inList(bytes, start);
  }
  const object = bytes[start] === 0x7b ? listMembers(bytes, start) : null;
  const isAlone = object !== null && skipBlanks(bytes, object.end) >= bytes.length;
  const arrangement = object !== null && isAlone ? arrange(object.members) : ({ kind: "sequence" } as const);
  if (arrangement.kind === "sequence")
    return { rows: unwrapped(readElements(bytes, start, "text")), notes: [] };
  if (arrangement.kind === "columns") return readColumns(bytes, source);
  if (arrangement.kind === "under") {
    const { key, start: at } = arrangement.member;
    return {
      rows: unwrapped(readElements(bytes, at + 1, "member")),
      notes: [`Its records are those of the list "${key}".`],
    };
  }
  throw new AppError(
    "dataset-invalid",
    `${sourceName(source)} has several lists of records: ${arrangement.keys.slice(0, 20).join(", ")}.`,
    {
      hint: "Make a file of each that you mean.",
    },
  );
}

function inList(bytes: Uint8Array, start: number): Records {
  return { rows: unwrapped(readElements(bytes, start + 1, "list")), notes: [] };
}

/** A dataset's viewer puts each record into a row of its own making. */
async function* unwrapped(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) yield "reason" in row ? row : unwrap(row.line, row.record, row);
}

function unwrap(
  line: number,
  { row_idx: index, row: inner, truncated_cells: cut, ...others }: JsonObject,
  row: Row,
): Row {
  if (typeof index !== "number" || !isJsonObject(inner) || Object.keys(others).length > 0) return row;
  if (Array.isArray(cut) && cut.length > 0)
    return { line, reason: `its ${cut.join(", ")} were cut short where it was shown` };
  return { line, record: inner };
}
