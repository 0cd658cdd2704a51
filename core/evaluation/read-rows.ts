import { AppError } from "#core/base/app-error.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonl } from "./read-jsonl.ts";
import { splitLines } from "./read-lines.ts";
import { readPromptfoo } from "./read-promptfoo.ts";
import type { ImportFormat, Row } from "./read-row.ts";
import { readChunks, sourceName, type Source } from "./read-source.ts";

/** YAML is parsed in one piece, so a larger file would hold up everything else. */
const MAX_YAML_BYTES = 4 * 2 ** 20;

export type Reading = { readonly scorer: Scorer; readonly rows: AsyncIterable<Row> };

/**
 * The rows of a source and what scores them: the scorer asked for, else exact, or for promptfoo what its tests say.
 * Rows come as the file is read; whoever stops asking stops the reading. Throws as the readers do.
 */
export async function readRows(
  source: Source,
  format: ImportFormat,
  scorer: Scorer | undefined,
): Promise<Reading> {
  if (format === "promptfoo") {
    const tests = readPromptfoo(await readWhole(source), scorer);
    return { scorer: tests.scorer, rows: each(tests.rows) };
  }
  const lines = splitLines(readChunks(source));
  return {
    scorer: scorer ?? { type: "exact" },
    rows: format === "csv" ? readCsv(lines) : readJsonl(lines),
  };
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

async function readWhole(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of readChunks(source)) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_YAML_BYTES) {
      throw new AppError(
        "dataset-invalid",
        `${sourceName(source)} is larger than ${MAX_YAML_BYTES / 2 ** 20} MiB.`,
        {
          hint: "Split it, or write its tests as JSONL.",
        },
      );
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("dataset-invalid", `${sourceName(source)} is not UTF-8.`, {
      hint: "Save it as UTF-8.",
      cause,
    });
  }
}
