import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { AppError } from "#core/base/app-error.ts";

/**
 * Texts as they lie in the file, and back. What does not come back as it must, because a bit flipped or somebody wrote it
 * so, is a damaged workspace and no defect of the program; and nothing unfolds beyond what any text of ours has [S15].
 */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;
/** zstd's own. */
const DEFAULT_LEVEL = 3;
/** The smallest that zlib takes for what it writes at a time. */
const LEAST_CHUNK_BYTES = 64;
/** What a row says of its length is not believed beyond this. */
const MOST_CHUNK_BYTES = 64 * 1024;

/**
 * How hard it is packed, and against what. A text that was packed against a dictionary comes back by
 * that one alone [M10].
 */
type Packing = { readonly level?: number; readonly dictionary?: Buffer | undefined };

export function packText(text: string | Buffer, { level = DEFAULT_LEVEL, dictionary }: Packing = {}): Buffer {
  const plain = typeof text === "string" ? Buffer.from(text) : text;
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    // Against another dictionary a text would unfold to another.
    [constants.ZSTD_c_checksumFlag]: dictionary === undefined ? 0 : 1,
  };
  return zstdCompressSync(plain, {
    params,
    // Told how much there is it makes room for that and no more, which is most of what a short text costs.
    pledgedSrcSize: plain.length,
    chunkSize: Math.max(LEAST_CHUNK_BYTES, plain.length),
    ...(dictionary === undefined ? {} : { dictionary }),
  });
}

/** Throws workspace-damaged where it is none of ours, or has more than `mostBytes`. */
export function unpackText(bytes: Buffer, mostBytes = MOST_TEXT_BYTES): Buffer<ArrayBuffer> {
  return unpack(bytes, { mostBytes });
}

/** The same for a text that was packed against a dictionary: by another one it does not come back. */
export function unpackWith(bytes: Buffer, dictionary: Buffer): Buffer<ArrayBuffer> {
  return unpack(bytes, { mostBytes: MOST_TEXT_BYTES, dictionary });
}

function unpack(
  bytes: Buffer,
  { mostBytes, ...how }: { mostBytes: number; dictionary?: Buffer },
): Buffer<ArrayBuffer> {
  // At least one: zlib takes 0 for no limit at all.
  const most = Math.max(1, Math.min(mostBytes, MOST_TEXT_BYTES));
  try {
    return zstdDecompressSync(bytes, {
      ...how,
      maxOutputLength: most,
      // Room for what may come and one byte more, by which it sees the end; a short text would else hold a long one's.
      chunkSize: Math.min(MOST_CHUNK_BYTES, Math.max(LEAST_CHUNK_BYTES, most + 1)),
    });
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** The JSON of a column. Throws workspace-damaged where it is none. */
export function parseStored(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): AppError {
  return damagedRow(cause instanceof Error ? cause.message : String(cause), cause);
}

/** What is said of a row that is not what was written. */
export function damagedRow(why: string, cause?: unknown): AppError {
  return new AppError("workspace-damaged", `A row of the workspace cannot be read: ${why}`, {
    hint: "See which, then restore a backup of the workspace file.",
    way: "verify",
    cause,
  });
}
