import { AppError } from "#core/base/app-error.ts";
import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { readParquetApart } from "./parquet/read-apart.ts";
import { whyNotJson, type Row } from "./row.ts";
import { readChunks, sourceName, type Source } from "./source.ts";

/** A table in Parquet, as data frames and hubs of datasets keep it. Its rows are counted as lines are elsewhere. */
export const parquet: Format = {
  read: async (source, scorer = { type: "exact" }) =>
    Promise.resolve({
      scorer,
      rows: readRows(source),
      notes: ["A Parquet file has no lines: the number of a line is that of a row."],
    }),
  chooseFields,
};

async function* readRows(source: Source): AsyncGenerator<Row> {
  const file = await gather(source);
  let line = 0;
  try {
    for await (const { record, respelled } of readParquetApart(file)) {
      line += 1;
      const fault = whyNotJson(record);
      yield fault === null
        ? { line, record, ...(respelled.length === 0 ? {} : { respelled }) }
        : { line, reason: fault };
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const why = whyBroken(error instanceof Error ? error.message.replace(/^parquet /, "") : String(error));
    throw new AppError(
      "dataset-invalid",
      `${sourceName(source)} cannot be read as Parquet: ${why.slice(0, MOST_SHOWN)}.`,
      {
        hint: "Fetch it again, or write it anew, with compression and encodings that are usual.",
        cause: error,
      },
    );
  }
}

const MOST_SHOWN = 200;

/** What only says that bytes are missing or others than they were, in words for people. */
function whyBroken(message: string): string {
  return /metadata length|footer != PAR1|magic number|exceeds available buffer|Offset is outside/i.test(
    message,
  )
    ? "it was cut short or changed on its way"
    : message;
}

async function gather(source: Source): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(source)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
