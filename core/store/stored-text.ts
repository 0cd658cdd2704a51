import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { AppError } from "#core/base/app-error.ts";

/**
 * Texts as they lie in the file, and back. What does not come back as it must, because a bit flipped or somebody wrote it
 * so, is a damaged workspace and no defect of the program; and nothing unfolds beyond what any text of ours has.
 */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

export function packText(text: string | Buffer): Buffer {
  return zstdCompressSync(text);
}

/** Throws workspace-damaged where it is none of ours, or has more than `mostBytes`. */
export function unpackText(bytes: Buffer, mostBytes = MOST_TEXT_BYTES): Buffer<ArrayBuffer> {
  try {
    // At least one: zlib takes 0 for no limit at all.
    return zstdDecompressSync(bytes, {
      maxOutputLength: Math.max(1, Math.min(mostBytes, MOST_TEXT_BYTES)),
    });
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** Spans, which there are many of: the fastest level packs what repeats in them as tightly as any other. */
export function packSpans(bytes: string | Uint8Array): Buffer {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

export function unpackSpans(bytes: Buffer): Buffer<ArrayBuffer> {
  return unpackText(bytes);
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
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError("workspace-damaged", `A row of the workspace cannot be read: ${why}`, {
    hint: "See which, then restore a backup of the workspace file.",
    way: "verify",
    cause,
  });
}
