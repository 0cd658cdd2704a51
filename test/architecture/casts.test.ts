import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type SourceFile = { readonly file: string; readonly text: string };

const NEVER = /\bas never\b/;
const FORCED = /\bas unknown as\b/;

/** Casts that silence the compiler whatever it has to say, and forced ones that do not say why they are sound. */
function findUnsafeCasts(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ file, text }) => {
    const lines = text.split("\n");
    return lines.flatMap((line, index) => {
      const code = line.replace(/\/\/.*|^\s*\*.*/, "");
      if (NEVER.test(code)) return [`${file}:${index + 1} casts to never`];
      const hasReason = hasComment(line) || hasComment(lines[beginOf(lines, index) - 1] ?? "");
      return FORCED.test(code) && !hasReason ? [`${file}:${index + 1} forces a type without a reason`] : [];
    });
  });
}

/** A remark of its own: what a function is for is no reason for a cast in it. */
function hasComment(line: string): boolean {
  return /(^|[\s;])\/\/ \S/.test(line);
}

/** The first line of the statement that a line is of, as it is formatted here. */
function beginOf(lines: readonly string[], index: number): number {
  let begin = index;
  while (begin > 0 && !/^$|[;{}]$|=>$|^\s*(\/\/|\*)/.test(lines[begin - 1] ?? "")) begin -= 1;
  return begin;
}

describe("casts", () => {
  it("to never, and forced ones without a reason, are found", () => {
    const text = [
      "const a = b as never;",
      "it was never closed;",
      "const c = d as unknown as E;",
      "/** What it is for. */",
      "const f = g as unknown as H; // The row of that very type.",
      "// Of that very type.",
      "const i = z.union(",
      "  j as unknown as K,",
      ");",
      "// About something else.",
      "const l = 1;",
      "const m = n as unknown as O;",
    ].join("\n");
    expect(findUnsafeCasts([{ file: "x.ts", text }])).toEqual([
      "x.ts:1 casts to never",
      "x.ts:3 forces a type without a reason",
      "x.ts:12 forces a type without a reason",
    ]);
  });

  it("of this project are none to never, and each forced one says why it is sound", () => {
    const files = globSync("{core,electron,renderer}/**/*.{ts,tsx}");
    expect(files.length).toBeGreaterThan(500);
    expect(findUnsafeCasts(files.map((file) => ({ file, text: readFileSync(file, "utf8") })))).toEqual([]);
  });
});
