import { AppError } from "#core/base/app-error.ts";
import type { Encoding } from "#core/domain/table-form.ts";
import { readChunks, sourceName, type Source } from "#core/evaluation/formats/source.ts";
import { tellEncoding } from "./tell-encoding.ts";

/** A source as UTF-8, how it was written, and a sentence about that where it is worth a look. */
export type Text = {
  readonly encoding: Encoding;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly notes: readonly string[];
};

/**
 * Reads a source in the encoding that was said, else in the one its bytes show, else in `untold`. Throws dataset-invalid
 * where none of these is one [S27].
 */
export async function readText(source: Source, said?: Encoding, untold?: Encoding): Promise<Text> {
  if ("text" in source) return { encoding: "utf-8", chunks: readChunks(source), notes: [] };
  const encoding = said ?? (await tellEncoding(source)) ?? untold;
  if (encoding === undefined) throw notTold(source);
  const isPlain = encoding === "utf-8";
  return {
    encoding,
    chunks: isPlain ? readChunks(source) : transcode(source, encoding),
    notes:
      isPlain || said !== undefined
        ? []
        : [`Its characters were taken to be written in ${encoding}: compare a word with accents.`],
  };
}

function notTold(source: Source): AppError {
  return new AppError(
    "dataset-invalid",
    `${sourceName(source)} is not UTF-8, and how else its characters are written cannot be told.`,
    { hint: "Save it as UTF-8, in Excel as “CSV UTF-8”, or say its encoding, such as windows-1252." },
  );
}

async function* transcode(source: Source, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Uint8Array): Uint8Array => {
    try {
      return Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
    } catch (cause) {
      throw new AppError("dataset-invalid", `${sourceName(source)} is not ${encoding} throughout.`, {
        hint: "Save it as UTF-8, or say another encoding.",
        cause,
      });
    }
  };
  for await (const chunk of readChunks(source)) yield decode(chunk);
  yield decode();
}
