import { expect, it } from "vitest";
import { formatChange } from "#core/host/cli/format/change.ts";

const rows: ReadonlyArray<
  readonly [what: string, before: unknown, after: unknown, lines: readonly string[]]
> = [
  ["a line that changed among others", "a\nb\nc", "a\nB\nc", ["  a", "- b", "+ B", "  c"]],
  ["lines that came at the end", "a", "a\n\nb", ["  a", "+", "+ b"]],
  ["a value that was not there", undefined, 3, ["+ 3"]],
  [
    "what cannot be seen, and that it is there",
    "Be polite.",
    "Be polite.\u{e0068}\u{e0069}",
    [
      "! after the change it holds 2 tag characters (U+E0068, U+E0069)",
      "- Be polite.",
      "+ Be polite.[U+E0068][U+E0069]",
    ],
  ],
  [
    "other ends of lines",
    "a\nb",
    "a\r\nb",
    ["! after the change it holds 1 carriage return (U+000D)", "- a", "+ a[U+000D]", "  b"],
  ],
  ["blanks at the end of a line", "a\nb", "a \t\nb", ["- a", "+ a[U+0020][U+0009]", "  b"]],
  [
    "letters of another script",
    "paypal",
    "p\u0430ypal",
    ["! after the change it holds 1 letter that looks like another (U+0430)", "- paypal", "+ p[U+0430]ypal"],
  ],
  ["a value that went", "x", undefined, ["- x"]],
  [
    "an object, field by field",
    { a: 1, b: 2 },
    { a: 1, b: 3 },
    ["  {", '    "a": 1,', '-   "b": 2', '+   "b": 3', "  }"],
  ],
];
it.each(rows)("[R13] a change shows %s", (_what, before, after, lines) => {
  expect(formatChange({ resource: "prompt/p", path: "/text", before, after }).split("\n")).toEqual([
    "prompt/p /text",
    ...lines,
  ]);
});
