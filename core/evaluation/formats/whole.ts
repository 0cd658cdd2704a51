import { AppError } from "#core/base/app-error.ts";
import type { SaidForm } from "./format.ts";
import { sourceName, type Source } from "./source.ts";
import { readText } from "./text/read-text.ts";

/** A text that can only be read in one piece. Throws dataset-invalid over so many bytes, and as reading does. */
export async function readWhole(
  source: Source,
  said: SaidForm,
  { mostBytes, hint }: { readonly mostBytes: number; readonly hint: string },
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const { chunks, notes } = await readText(source, said.encoding);
  const kept: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) {
      throw new AppError(
        "dataset-invalid",
        `${sourceName(source)} is larger than ${mostBytes / 2 ** 20} MiB.`,
        { hint },
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
