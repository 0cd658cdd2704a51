import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { findFirstDifference } from "#core/domain/spans/first-difference.ts";

const CASES: ReadonlyArray<readonly [what: string, left: Json, right: Json, pointer: string | null]> = [
  ["nothing, where only the order of fields is another", { a: 1, b: 2 }, { b: 2, a: 1 }, null],
  ["the whole, where the two are of other sorts", "a", ["a"], ""],
  ["the first entry that differs", [1, [2, 3]], [1, [2, 4]], "/1/1"],
  // Would catch lists of other lengths told to differ as a whole.
  ["the entry behind the end of the shorter list", [1], [1, 2], "/1"],
  ["a field that one side does not have", { a: { b: 1 } }, { a: {} }, "/a/b"],
  ["a field named as what every object has", { constructor: 1 }, {}, "/constructor"],
];

describe("[T40] the first place at which two values differ", () => {
  it.each(CASES)("is %s", (_what, left, right, pointer) => {
    expect(findFirstDifference(left, right)?.pointer ?? null).toBe(pointer);
  });
});
