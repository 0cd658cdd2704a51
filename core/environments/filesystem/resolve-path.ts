import { err, ok, type Result } from "#core/base/result.ts";

const MAX_PATH_CHARS = 300;
const MAX_SEGMENT_CHARS = 120;

/** Control characters, and those that are not seen: two names must not look the same. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const ENCODED_SEPARATOR = /%(?:00|2e|2f|5c|25)/i;
const DRIVE = /^[A-Za-z]:/;

/**
 * The one spelling of a path inside the environment's folder (NFC), or why it is refused. Nothing is decoded,
 * resolved or repaired: what could mean another place anywhere, also after percent-decoding or Unicode compatibility
 * folding ("．．／"), is refused, so that the same names stay harmless if they are ever written to a disk.
 */
export function resolvePath(path: string): Result<string, string> {
  const fault = findFault(path) ?? findFault(path.normalize("NFKC"));
  return fault === null ? ok(path.normalize("NFC")) : err(fault);
}

function findFault(path: string): string | null {
  if (path === "") return "the path is empty";
  if (path.length > MAX_PATH_CHARS) return `the path is longer than ${MAX_PATH_CHARS} characters`;
  if (!path.isWellFormed() || UNSEEN.test(path)) return "the path holds characters that cannot be seen";
  if (path.includes("\\")) return "folders are separated by /";
  if (path.startsWith("/") || path.startsWith("~") || DRIVE.test(path)) return "the path must be relative";
  if (ENCODED_SEPARATOR.test(path)) return "the path holds percent-encoded separators";
  return (
    path
      .split("/")
      .map(findSegmentFault)
      .find((fault) => fault !== null) ?? null
  );
}

function findSegmentFault(segment: string): string | null {
  if (segment === "") return "the path has an empty part";
  if (segment.trim() !== segment) return "a part of the path begins or ends with a space";
  if (/^\.+$/.test(segment)) return "the path must not contain . or ..";
  if (segment.length > MAX_SEGMENT_CHARS)
    return `a part of the path is longer than ${MAX_SEGMENT_CHARS} characters`;
  return null;
}
