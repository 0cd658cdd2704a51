import { AppError } from "#core/base/app-error.ts";
import type { SaidForm } from "./format.ts";
import { sourceName, type Source } from "./source.ts";
import { readText } from "./text/read-text.ts";

/** What is parsed in one piece holds up everything else, so a larger file is refused. */
const MAX_WHOLE_BYTES = 4 * 2 ** 20;

/** The text of a source, in whatever encoding. Throws dataset-invalid where it is larger than 4 MiB, and as reading does. */
export async function readWhole(
  source: Source,
  said: SaidForm = {},
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const { chunks, notes } = await readText(source, said.encoding);
  const kept: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_WHOLE_BYTES) {
      throw new AppError(
        "dataset-invalid",
        `${sourceName(source)} is larger than ${MAX_WHOLE_BYTES / 2 ** 20} MiB.`,
        { hint: "Split it, or write its items as JSON lines." },
      );
    }
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(kept)), notes };
  } catch (cause) {
    throw new AppError("dataset-invalid", `${sourceName(source)} is not UTF-8.`, {
      hint: "Save it as UTF-8.",
      cause,
    });
  }
}
