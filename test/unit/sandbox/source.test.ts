import { describe, expect, it } from "vitest";
import { createPreparer } from "#core/sandbox/source.ts";

describe("preparing evolved code", () => {
  it("removes types and moves nothing, so that line and column of an error stay true", () => {
    const code = `export function run(input: { n: number }): number {\n  return input.n as number;\n}`;
    const prepared = createPreparer()(code, "run");
    const lines = (prepared.ok ? prepared.value : "").split("\n");
    expect(lines.slice(0, 3).map((line) => line.length)).toEqual(code.split("\n").map((line) => line.length));
    expect(lines[1]?.trim()).toBe("return input.n          ;");
  });

  it("keeps the same code under two entries apart", () => {
    const prepare = createPreparer();
    const code = "const a = () => 1; const b = () => 2;";
    expect(prepare(code, "a")).not.toEqual(prepare(code, "b"));
    expect(prepare(code, "a")).toEqual(createPreparer()(code, "a"));
  });

  it("still prepares code right after many others have pushed it out", () => {
    const prepare = createPreparer();
    const first = prepare("const run = () => 0;", "run");
    for (let other = 1; other < 200; other += 1) prepare(`const run = () => ${other};`, "run");
    expect(prepare("const run = () => 0;", "run")).toEqual(first);
  });

  const REFUSED: readonly (readonly [title: string, code: string])[] = [
    ["an enum, which is more than a type", "enum A { B }"],
    ["a parameter property", "class A { constructor(private x: number) {} }"],
    ["a syntax error", "function run( {"],
    ["a NUL", "const run = () => 1; \0"],
  ];
  it.each(REFUSED)("refuses %s without giving up on what follows", (_title, code) => {
    const prepare = createPreparer();
    expect(prepare(code, "run")).toMatchObject({ ok: false, error: { isStripperBroken: false } });
    expect(prepare("const run = (n: number) => n;", "run").ok).toBe(true);
  });
});
