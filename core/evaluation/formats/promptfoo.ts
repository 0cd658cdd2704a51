import { AppError } from "#core/base/app-error.ts";
import type { Format } from "./format.ts";
import { filesBeside } from "./promptfoo/neighbour-files.ts";
import { readPromptfoo } from "./promptfoo/read-tests.ts";
import type { Row } from "./row.ts";
import { readChunks, sourceName, type Source } from "./source.ts";

/** YAML is parsed in one piece, so a larger file would hold up everything else. */
const MAX_YAML_BYTES = 4 * 2 ** 20;

/** A promptfoo configuration, or a bare list of its tests: each asks with its variables, and its checks say the answer. */
export const promptfoo: Format = {
  read: async (source, scorer) => {
    const tests = readPromptfoo(await readWhole(source), scorer, filesBeside(source));
    return { scorer: tests.scorer, rows: each(tests.rows) };
  },
  chooseFields: (_columns, { input }) => ({
    input: input?.map((name) => `vars.${name}`) ?? ["vars"],
    answer: "expected",
  }),
};

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
