import { readFileSync, statSync } from "node:fs";
import { basename, isAbsolute } from "node:path";
import { gunzipSync } from "node:zlib";
import { AppError } from "#core/base/app-error.ts";
import type { TraceSource } from "#core/contract/received-traces.ts";
import { MOST_FILE_BYTES, readFile } from "#core/otlp/files/read-file.ts";
import { malformed } from "#core/otlp/malformed.ts";
import { readJson } from "#core/otlp/read-json.ts";
import { readProtobuf } from "#core/otlp/read-protobuf.ts";
import type { Sent } from "#core/otlp/sent.ts";

/** What a request may unpack to: a body of a few kilobytes can be made to hold gigabytes. */
const MOST_REQUEST_BYTES = 64 * 1024 * 1024;

/** The spans of a source, some at a time. Throws trace-invalid, and not-found where there is no such file. */
export function readTraceSource(source: TraceSource): Iterable<Sent> {
  if ("path" in source) return named(basename(source.path), readFile(readPath(source.path)));
  const bytes = Buffer.from(source.base64, "base64");
  if (!("encoding" in source)) return named(source.name, readFile(bytes));
  const body = source.isPacked ? unpack(bytes) : bytes;
  return [source.encoding === "json" ? readJson(decode(body)) : readProtobuf(body)];
}

/** Of several files, which one it is that cannot be read. */
function* named(name: string, sent: Iterable<Sent>): Generator<Sent> {
  try {
    yield* sent;
  } catch (error) {
    if (name === "" || !(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${name}: ${error.message}`, { hint: error.hint, cause: error });
  }
}

function readPath(path: string): Buffer {
  if (!isAbsolute(path) || path.includes("\0")) {
    throw new AppError("input-invalid", "The file must be named by its whole path.", {
      hint: "Begin it at the root of the file system.",
    });
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new AppError("not-found", `There is no file ${path}.`, { hint: "Check its name." });
  if (!found.isFile()) throw malformed(`${path} is no regular file`);
  if (found.size > MOST_FILE_BYTES) {
    throw malformed(`${path} is larger than ${MOST_FILE_BYTES / 1024 / 1024} MB`);
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new AppError("path-refused", `${path} cannot be read.`, { hint: "Check who may read it.", cause });
  }
}

function unpack(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_REQUEST_BYTES });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
    if (!isTooLarge) throw malformed("they cannot be unpacked", cause);
    throw new AppError("trace-too-large", "These spans unpack to more than 64 MB.", { cause });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed("they are no UTF-8", cause);
  }
}
