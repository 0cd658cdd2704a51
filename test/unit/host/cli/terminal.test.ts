import { expect, it } from "vitest";
import { toDocumentText, toTerminalText } from "#core/host/cli/terminal.ts";

const rows: ReadonlyArray<readonly [what: string, text: string, safe: string]> = [
  ["a colour", "\u001b[31mred", "[U+001B][31mred"],
  ["a title of the window", "\u001b]0;x\u0007", "[U+001B]]0;x[U+0007]"],
  ["the eight-bit form of the same", "\u009b31m", "[U+009B]31m"],
  ["a return to the line's beginning", "good\rbad", "good[U+000D]bad"],
  ["a rubbed out letter", "a\u007fb\u0008", "a[U+007F]b[U+0008]"],
  ["a turned direction", "\u202efdp.exe\u2066", "[U+202E]fdp.exe[U+2066]"],
  ["tags and selectors", "a\u{e0041}b\u{e0101}c\ufe01", "a[U+E0041]b[U+E0101]c[U+FE01]"],
  ["what is not seen", "a\u200b\u2060\u00ad\u3164b", "a[U+200B][U+2060][U+00AD][U+3164]b"],
  ["lines, tabs and letters of all scripts", "one\n\ttwo заказы 注文 é 👍", "one\n\ttwo заказы 注文 é 👍"],
  ["emoji and Persian", "👩‍👩‍👧 ✔️ می‌خواهم", "👩‍👩‍👧 ✔️ می‌خواهم"],
];
it.each(rows)("[R13] a terminal is shown %s and does not obey it", (_what, text, safe) => {
  expect(toTerminalText(text)).toBe(safe);
});

it("[C4] a document steers no terminal, and says what it was made from", () => {
  const document = {
    "a\u009b": '\u001b[2J\u009b2J\u202e\u200b\u{e0041}\u2028\ufeff\u0085 заказы 👍 "\\u009b"',
  };
  const text = toDocumentText(document);
  expect(JSON.parse(text)).toEqual(document);
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(text).toContain("заказы 👍");
});
