import { describe, expect, it } from "vitest";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { findMarks, findUnseen } from "#renderer/editor/hidden-places.ts";
import { findLineChanges } from "#renderer/editor/line-changes.ts";
import { findLockedSpans } from "#renderer/editor/locked-spans.ts";
import { judgeSize } from "#renderer/editor/size-guard.ts";

describe("locked regions", () => {
  it("are found wherever they stand, over several lines too, and not twice in the same place", () => {
    expect(findLockedSpans("House rules:\nUse ISO.\nHouse rules:", ["House rules:", "ISO.\nHouse"])).toEqual([
      { fromLine: 1, fromColumn: 1, toLine: 1, toColumn: 13 },
      { fromLine: 2, fromColumn: 5, toLine: 3, toColumn: 6 },
      { fromLine: 3, fromColumn: 1, toLine: 3, toColumn: 13 },
    ]);
    expect(findLockedSpans("aaaa", ["aa", ""])).toHaveLength(2);
  });
});

describe("[R13] hidden signs", () => {
  it("are places where they are written out, and places with their code where they are not", () => {
    const text = "a\nb\u200bc p\u0430y\r";
    expect(
      findMarks(showHiddenSigns(text)).map(({ span }) => [span.fromLine, span.fromColumn, span.toColumn]),
    ).toEqual([
      [2, 2, 10],
      [2, 13, 21],
      [2, 22, 30],
    ]);
    expect(findUnseen(text)).toEqual([
      { span: { fromLine: 2, fromColumn: 2, toLine: 2, toColumn: 3 }, code: "[U+200B]" },
      { span: { fromLine: 2, fromColumn: 6, toLine: 2, toColumn: 7 }, code: "[U+0430]" },
    ]);
  });
});

describe("changed lines", () => {
  it.each([
    ["an unseen character at the end", "a\nb", "a\nb\u200b"],
    ["another end of the line", "a\nb\nc", "a\nb\r\nc"],
    ["another letter of the same look", "a\nbo", "a\nb\u043e"],
    ["a sign in place of its mark", "a\n[U+200B]", "a\n\u200b"],
  ])("[R13] %s is a change", (_what, before, after) => {
    expect(findLineChanges(before, after)).toEqual([
      { before: { from: 2, to: 3 }, after: { from: 2, to: 3 } },
    ]);
  });

  it("an indentation is a change: it is not to vanish from a diff of code", () => {
    expect(findLineChanges("a\n b", "a\n  b")).toEqual([
      { before: { from: 2, to: 3 }, after: { from: 2, to: 3 } },
    ]);
  });

  it("equal texts have none", () => {
    expect(findLineChanges("a\nb", "a\nb")).toEqual([]);
  });
});

it.each([
  [1_999_999, "draw"],
  [2_000_001, "ask"],
  [35_000_001, "refuse"],
])("two texts of %i characters each: %s", (length, verdict) => {
  const text = "x".repeat(length);
  expect(judgeSize(text, text)).toBe(verdict);
});
