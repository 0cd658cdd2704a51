import { expect, it } from "vitest";
import { resolvePath } from "#core/environments/filesystem/resolve-path.ts";

/** `!` marks a refusal. */
const CASES: ReadonlyArray<readonly [title: string, path: string, expected: string]> = [
  ["a plain name", "orders.csv", "orders.csv"],
  ["a name in folders", "2024/march/orders.csv", "2024/march/orders.csv"],
  ["a hidden file", ".notes", ".notes"],
  ["dots inside a name", "a..b/c...d", "a..b/c...d"],
  ["a name that every object has", "__proto__/constructor", "__proto__/constructor"],
  ["a decomposed letter gets its one spelling", "cafe\u0301.txt", "caf\u00e9.txt"],
  ["other scripts", "註文/1.txt", "註文/1.txt"],
  ["a percent sign that encodes nothing", "100%.txt", "100%.txt"],
  ["nothing", "", "!the path is empty"],
  ["an absolute path", "/etc/passwd", "!the path must be relative"],
  ["a network path", "//host/share", "!the path must be relative"],
  ["a home folder", "~/x", "!the path must be relative"],
  ["a drive", "C:/Windows", "!the path must be relative"],
  ["a drive without a slash", "c:x", "!the path must be relative"],
  ["a folder above", "../x", "!the path must not contain . or .."],
  ["a folder above in the middle", "a/../../x", "!the path must not contain . or .."],
  ["a folder above at the end", "a/..", "!the path must not contain . or .."],
  ["the folder itself", "./x", "!the path must not contain . or .."],
  ["three dots, which some systems climb with", ".../x", "!the path must not contain . or .."],
  ["dots with a space, which some systems trim", ".. /x", "!a part of the path begins or ends with a space"],
  ["an empty part", "a//b", "!the path has an empty part"],
  ["a folder instead of a file", "a/", "!the path has an empty part"],
  ["backslashes", "..\\x", "!folders are separated by /"],
  ["encoded dots", "%2e%2e/x", "!the path holds percent-encoded separators"],
  ["an encoded slash", "..%2Fx", "!the path holds percent-encoded separators"],
  ["an encoded backslash", "a%5cb", "!the path holds percent-encoded separators"],
  ["an encoded NUL", "a%00", "!the path holds percent-encoded separators"],
  ["dots encoded twice", "%252e%252e/x", "!the path holds percent-encoded separators"],
  ["fullwidth dots", "\uff0e\uff0e/x", "!the path must not contain . or .."],
  ["a fullwidth slash that climbs", "..\uff0fx", "!the path must not contain . or .."],
  ["a fullwidth backslash", "a\uff3cb", "!folders are separated by /"],
  ["a two dot leader", "\u2025/x", "!the path must not contain . or .."],
  ["a fullwidth slash at the front", "\uff0fetc", "!the path must be relative"],
  ["a NUL", "a\0.txt", "!the path holds characters that cannot be seen"],
  ["a line break", "a\nb", "!the path holds characters that cannot be seen"],
  ["text that runs backwards", "a\u202etxt.exe", "!the path holds characters that cannot be seen"],
  ["a zero-width space", "a\u200bb", "!the path holds characters that cannot be seen"],
  ["half a surrogate pair", "a\ud800", "!the path holds characters that cannot be seen"],
  ["a very long path", "a/".repeat(200) + "b", "!the path is longer than 300 characters"],
  ["a very long name", "a".repeat(121), "!a part of the path is longer than 120 characters"],
];

it.each(CASES)("a path with %s is judged by what it could mean", (_title, path, expected) => {
  const result = resolvePath(path);
  expect(result.ok ? result.value : `!${result.error}`).toBe(expected);
});
