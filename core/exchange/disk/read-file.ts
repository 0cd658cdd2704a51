import { readFileSync, type Stats } from "node:fs";
import { MOST_FILE_CHARACTERS, wholeFile, type FileProblem } from "#core/domain/resource-file.ts";

/** A character has at most so many bytes. */
const LONGEST_CHARACTER = 4;

/** Whatever it leads to may be anywhere, and is nobody's file of this folder. */
export const IS_LINK = "it is a link, and links are not followed: put the file itself there";

/** A file's text letter for letter, or why it is none that can be read. Links are not followed, devices not opened. */
export function readTextFile(at: string, shown: string, stats: Stats): string | FileProblem {
  if (stats.isSymbolicLink()) return wholeFile(shown, IS_LINK);
  if (!stats.isFile()) return wholeFile(shown, "it is no file");
  if (stats.size > MOST_FILE_CHARACTERS * LONGEST_CHARACTER)
    return wholeFile(
      shown,
      `it has ${stats.size} bytes, over the limit of ${MOST_FILE_CHARACTERS} characters`,
    );
  let bytes: Buffer;
  try {
    bytes = readFileSync(at);
  } catch (error) {
    return wholeFile(shown, `it cannot be read: ${describeFailure(error)}`);
  }
  const text = decode(bytes);
  return text ?? { file: shown, line: firstBadLine(bytes), path: "", reason: "it is not text in UTF-8" };
}

/** With a mark of byte order, where there is one: what is read is what is there. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No character of several bytes holds a line end. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf("\n", start);
    const end = found === -1 ? bytes.length : found;
    if (decode(bytes.subarray(start, end)) === null) return line;
    start = end + 1;
  }
  return line;
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "it may not be opened by you",
  EPERM: "it may not be opened by you",
  ENOENT: "it is gone",
  EISDIR: "it is a folder",
};

/** What a system says of a file that it does not give, in our words where they are known. */
export function describeFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return WORDS[code] ?? (code === "" ? String(error) : code);
}
