import { AppError } from "#core/base/app-error.ts";
import { readChunks, sourceName, type Source } from "./source.ts";

/** What is parsed in one piece holds up everything else, so a larger file is refused. */
const MAX_WHOLE_BYTES = 4 * 2 ** 20;

/** The text of a source. Throws dataset-invalid where it is no UTF-8 or larger than 4 MiB, and as reading does. */
export async function readWhole(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of readChunks(source)) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_WHOLE_BYTES) {
      throw new AppError(
        "dataset-invalid",
        `${sourceName(source)} is larger than ${MAX_WHOLE_BYTES / 2 ** 20} MiB.`,
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
