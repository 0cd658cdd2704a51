import { createReadStream, statSync } from "node:fs";
import { basename, isAbsolute } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/**
 * Where data comes from: a file of this machine by its absolute path, or text or the bytes of a file that were handed
 * over, with the files that these refer to by their paths from them.
 */
export type Source =
  | { readonly path: string }
  | ({ readonly text: string } & Handed)
  | ({ readonly base64: string; readonly name: string } & Handed);

type Handed = { readonly files?: Readonly<Record<string, string>> | undefined };

const MAX_FILE_BYTES = 256 * 2 ** 20;
const CHUNK_BYTES = 2 ** 16;

/** What to call the source in messages. */
export function sourceName(source: Source): string {
  if ("path" in source) return basename(source.path);
  const name = "name" in source ? source.name : "";
  return name === "" ? "The text" : name;
}

/**
 * The bytes of a source, a piece at a time with room for other work in between. Throws not-found, path-refused where
 * the file may not be read, and dataset-invalid where it is no file, or one of more than 256 MiB.
 */
export function readChunks(source: Source): AsyncIterable<Uint8Array> {
  if ("path" in source) return openFile(source.path);
  return pieces("text" in source ? toBytes(source.text) : Buffer.from(source.base64, "base64"));
}

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  checkFile(path);
  try {
    let sizeBytes = 0;
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Uint8Array;
      // It may have grown since, and some files of the system say that they have no size at all.
      sizeBytes += bytes.length;
      if (sizeBytes > MAX_FILE_BYTES) throw tooLarge(path);
      yield bytes;
    }
  } catch (error) {
    throw toReadError(path, error);
  }
}

function checkFile(path: string): void {
  if (!isAbsolute(path) || path.includes("\0")) {
    throw new AppError("input-invalid", "The file must be named by its whole path.", {
      hint: "Begin it at the root of the file system.",
    });
  }
  const file = statFile(path);
  if (!file.isFile()) {
    const kind = file.isDirectory() ? "a folder" : "not a regular file";
    throw new AppError("dataset-invalid", `${path} is ${kind}.`, { hint: "Name one file of items." });
  }
  if (file.size > MAX_FILE_BYTES) throw tooLarge(path);
}

function tooLarge(path: string): AppError {
  return new AppError("dataset-invalid", `${path} is larger than ${MAX_FILE_BYTES / 2 ** 20} MiB.`, {
    hint: "Draw a sample of it: a few thousand items show more than any change can need.",
  });
}

function statFile(path: string): ReturnType<typeof statSync> & object {
  try {
    return statSync(path);
  } catch (error) {
    throw toReadError(path, error);
  }
}

function toReadError(path: string, cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "") return cause;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new AppError("not-found", `There is no file ${path}.`, { hint: "Check its name.", cause });
  }
  return new AppError("path-refused", `${path} cannot be read (${code}).`, {
    hint: "Check the permissions of the file and its folders.",
    cause,
  });
}

function toBytes(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new AppError("dataset-invalid", "The text holds half of a Unicode character.", {
      hint: "Take it from its source again, whole.",
    });
  }
  return Buffer.from(text);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield bytes.subarray(at, at + CHUNK_BYTES);
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
