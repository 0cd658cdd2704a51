import { describe, expect, it } from "vitest";
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

describe("changed lines", () => {
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
