import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type SourceFile = { readonly file: string; readonly text: string };

const NEVER = /\bas never\b/;
const FORCED = /\bas unknown as\b/;

/** Lines above a cast among which its reason may stand, where the line itself has no room for it. */
const NEAR = 6;

/** Casts that silence the compiler whatever it has to say, and forced ones that do not say why they are sound. */
function findUnsafeCasts(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ file, text }) => {
    const lines = text.split("\n");
    return lines.flatMap((line, index) => {
      const code = line.replace(/\/\/.*|^\s*\*.*/, "");
      if (NEVER.test(code)) return [`${file}:${index + 1} casts to never`];
      const around = lines.slice(Math.max(0, index - NEAR), index + 1);
      const hasReason = around.some((text) => /(^|[\s;])\/\/ \S|^\s*\*/.test(text));
      return FORCED.test(code) && !hasReason ? [`${file}:${index + 1} forces a type without a reason`] : [];
    });
  });
}

describe("casts", () => {
  it("to never, and forced ones without a reason, are found", () => {
    const text = [
      "const a = b as never;",
      "it was never closed;",
      "const c = d as unknown as E;",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "const f = g as unknown as H; // The row of that very type.",
    ].join("\n");
    expect(findUnsafeCasts([{ file: "x.ts", text }])).toEqual([
      "x.ts:1 casts to never",
      "x.ts:3 forces a type without a reason",
    ]);
  });

  it("of this project are none to never, and each forced one says why it is sound", () => {
    const files = globSync("{core,electron,renderer}/**/*.{ts,tsx}");
    expect(files.length).toBeGreaterThan(500);
    expect(findUnsafeCasts(files.map((file) => ({ file, text: readFileSync(file, "utf8") })))).toEqual([]);
  });
});
