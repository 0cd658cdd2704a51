import { existsSync, statSync } from "node:fs";
import { sep } from "node:path";
import { describe, expect, it } from "vitest";
import { entryPath, entryReadPaths } from "#core/entries.ts";

describe("process entries", () => {
  it.each(["sandbox-child", "sandbox-watchdog"] as const)("%s is a file that the child may read", (name) => {
    const path = entryPath(name);
    expect(statSync(path).isFile()).toBe(true);
    expect(entryReadPaths().some((allowed) => path.startsWith(allowed))).toBe(true);
  });

  it("what may be read exists, folders end in a separator, and none of them is all there is", () => {
    const paths = entryReadPaths();
    const wrong = paths.filter(
      (path) => !existsSync(path) || statSync(path).isDirectory() !== path.endsWith(sep),
    );
    expect(wrong).toEqual([]);
    expect(
      paths.filter((path) => process.cwd().startsWith(path) || path.endsWith(`node_modules${sep}`)),
    ).toEqual([]);
  });
});
