import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, formatBytes, formatJson, splitEncoded } from "#renderer/features/traces/span-text.ts";

const PICTURE = "iVBORw0KGgoAAAANSUhEUgAA".repeat(40);

function shown(text: string): string {
  return splitEncoded(text)
    .map((piece) => (piece.kind === "text" ? piece.text : `<${piece.type} ${piece.sizeBytes}>`))
    .join("");
}

const ENCODED: ReadonlyArray<readonly [title: string, text: string, expected: string]> = [
  ["plain text is left alone", "Two dozen by Friday.", "Two dozen by Friday."],
  [
    "an address with data becomes its type and size",
    `See data:image/png;base64,${PICTURE} here`,
    "See <image/png 720> here",
  ],
  ["one without a type as well", `data:;base64,${PICTURE}`, "<base64 720>"],
  ["so does a long row of base64 by itself", `{"b64":"${PICTURE}"}`, '{"b64":"<base64 720>"}'],
  ["a ruler is no picture", "-".repeat(900), "-".repeat(900)],
  ["neither is one letter over and over", "a".repeat(900), "a".repeat(900)],
  ["a hash is short enough to be read", "f".repeat(64), "f".repeat(64)],
];

describe("encoded bytes in texts", () => {
  it.each(ENCODED)("%s", (_title, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it("cutting them out loses no other letter", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(`data:a/b;base64,${PICTURE}`))), (parts) => {
        const text = parts.join(" ");
        const pieces = splitEncoded(text);
        const rest = pieces.flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
        let at = 0;
        for (const piece of rest) {
          at = text.indexOf(piece, at);
          expect(at).toBeGreaterThanOrEqual(0);
          at += piece.length;
        }
        if (pieces.length <= 1 && rest.length === 1) expect(rest[0]).toBe(text);
      }),
    );
  });
});

const JSON_TEXTS: ReadonlyArray<readonly [title: string, text: string, expected: string]> = [
  ["an object is laid out", '{"a":1}', '{\n  "a": 1\n}'],
  ["a text inside JSON is that text", '"Hello\\nthere"', "Hello\nthere"],
  ["an object inside a text inside JSON is laid out too", '"{\\"a\\":1}"', '{\n  "a": 1\n}'],
  ["what only begins like JSON is left alone", "[see above] and go on", "[see above] and go on"],
  ["a number stays as it was written", "1.50", "1.50"],
];

it.each(JSON_TEXTS)("%s", (_title, text, expected) => {
  expect(formatJson(text)).toBe(expected);
});

describe("folding", () => {
  it("a text a little longer than the fold is shown whole", () => {
    expect(foldText("a\nb\nc\nd\ne", 3)).toBeNull();
  });

  it("a long one shows its first lines and says how many there are", () => {
    expect(foldText("a\nb\nc\nd\ne\nf", 3)).toEqual({ head: "a\nb\nc", lines: 6 });
  });

  it("one endless line is folded as well", () => {
    expect(foldText("x".repeat(10_000), 4)?.head).toHaveLength(480);
  });
});

it("sizes carry a unit that fits them", () => {
  expect([800, 34_816, 5_242_880].map(formatBytes)).toEqual(["800 B", "34.0 KB", "5.0 MB"]);
});
