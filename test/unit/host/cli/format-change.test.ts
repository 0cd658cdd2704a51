import { expect, it } from "vitest";
import { formatChange } from "#core/host/cli/format-change.ts";

const rows: ReadonlyArray<
  readonly [what: string, before: unknown, after: unknown, lines: readonly string[]]
> = [
  ["a line that changed among others", "a\nb\nc", "a\nB\nc", ["  a", "- b", "+ B", "  c"]],
  ["lines that came at the end", "a", "a\n\nb", ["  a", "+", "+ b"]],
  ["a value that was not there", undefined, 3, ["+ 3"]],
  ["a value that went", "x", undefined, ["- x"]],
  [
    "an object, field by field",
    { a: 1, b: 2 },
    { a: 1, b: 3 },
    ["  {", '    "a": 1,', '-   "b": 2', '+   "b": 3', "  }"],
  ],
];
it.each(rows)("a change shows %s", (_what, before, after, lines) => {
  expect(formatChange({ resource: "prompt/p", path: "/text", before, after }).split("\n")).toEqual([
    "prompt/p /text",
    ...lines,
  ]);
});
