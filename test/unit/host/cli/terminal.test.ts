import { expect, it } from "vitest";
import { toTerminalText } from "#core/host/cli/terminal.ts";

const rows: ReadonlyArray<readonly [what: string, text: string, safe: string]> = [
  ["a colour", "\u001b[31mred", "\\u001b[31mred"],
  ["a title of the window", "\u001b]0;x\u0007", "\\u001b]0;x\\u0007"],
  ["the eight-bit form of the same", "\u009b31m", "\\u009b31m"],
  ["a return to the line's beginning", "good\rbad", "good\\u000dbad"],
  ["a rubbed out letter", "a\u007fb\u0008", "a\\u007fb\\u0008"],
  ["a turned direction", "\u202efdp.exe\u2066", "\\u202efdp.exe\\u2066"],
  ["lines, tabs and letters of all scripts", "one\n\ttwo заказы 注文 é 👍", "one\n\ttwo заказы 注文 é 👍"],
];
it.each(rows)("a terminal is shown %s and does not obey it", (_what, text, safe) => {
  expect(toTerminalText(text)).toBe(safe);
});
