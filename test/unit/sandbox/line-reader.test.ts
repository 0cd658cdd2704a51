import { describe, expect, it } from "vitest";
import { createLineReader } from "#core/sandbox/line-reader.ts";

const CASES: readonly (readonly [title: string, pieces: readonly string[], expected: readonly string[]])[] = [
  ["lines in one piece", ["a\nb\n"], ["a", "b"]],
  ["a line in several pieces", ["a", "b", "c\nd", "\n"], ["abc", "d"]],
  ["an unfinished line is kept back", ["a\nb"], ["a"]],
  ["empty lines are lines", ["\n\n"], ["", ""]],
  ["a line of exactly the limit", ["12345678\n"], ["12345678"]],
  [
    "a line over the limit ends everything, whatever comes after",
    ["a\n123456789\nb\n", "c\n"],
    ["a", "!too long"],
  ],
  [
    "a line that would end in a later piece is cut off before it has arrived",
    ["1234", "56789"],
    ["!too long"],
  ],
  ["the limit is per line, not per stream", ["12345\n12345\n", "12345\n"], ["12345", "12345", "12345"]],
];

describe("the line reader", () => {
  it.each(CASES)("%s", (_title, pieces, expected) => {
    const seen: string[] = [];
    const reader = createLineReader(
      8,
      (line) => seen.push(line),
      () => seen.push("!too long"),
    );
    for (const piece of pieces) reader.push(piece);
    expect(seen).toEqual(expected);
  });
});
