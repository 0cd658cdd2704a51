import { globSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { plantTree } from "#test/support/plant-tree.ts";

/** Shells have their own folder under test/unit; every other path there continues core/. */
const SHELLS = /^(electron|renderer)(\/|$)/;

/** Unit tests that stand for no folder of the source, relative to test/unit. */
function findStrays(root: string): readonly string[] {
  return globSync("**/*.test.{ts,tsx}", { cwd: join(root, "test/unit") })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !isFolder(join(root, toSourceFolder(dirname(path)))))
    .toSorted();
}

function toSourceFolder(folder: string): string {
  return SHELLS.test(folder) ? folder : join("core", folder);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

describe("test/unit mirrors the source", () => {
  it("a test whose folder was moved away or misspelt is found", () => {
    const tree = plantTree({
      "core/domain/statistics/wilson.ts": "",
      "renderer/store/slice.ts": "",
      "test/unit/domain/statistics/wilson.test.ts": "",
      "test/unit/renderer/store/slice.test.ts": "",
      "test/unit/renderer/gone/view.test.tsx": "",
      "test/unit/statistics/wilson.test.ts": "",
    });
    try {
      expect(findStrays(tree.root)).toEqual(["renderer/gone/view.test.tsx", "statistics/wilson.test.ts"]);
    } finally {
      tree.remove();
    }
  });

  it("every unit test of this project stands for a folder of the source", () => {
    expect(findStrays(process.cwd())).toEqual([]);
  });
});
