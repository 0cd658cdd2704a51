import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findObstacle } from "#core/host/web/build-renderer.ts";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

const trees: PlantedTree[] = [];
afterEach(() => trees.splice(0).forEach(({ remove }) => remove()));

function plantFolder(name: string): string {
  const tree = plantTree({});
  trees.push(tree);
  const folder = join(tree.root, name);
  mkdirSync(folder);
  return folder;
}

describe("[M9] where a window cannot be built", () => {
  it.each(["C# projects", "what?"])(
    "a path with %s in it is told before the bundler stumbles over it",
    (name) => {
      expect(findObstacle(plantFolder(name))).toContain("# or ?");
    },
  );

  it.each(["50% off", "Ünï cödé 空 (1) & co's", "a b"])("a path with %s in it is none", (name) => {
    const folder = plantFolder(name);
    expect([findObstacle(folder), readdirSync(folder)]).toEqual([null, []]);
  });

  it("a folder that may not be written is told, also to root", () => {
    // Nobody can write in /proc, and a removed mode stops everybody but root.
    expect(findObstacle("/proc")).toContain("may not be written");
    const folder = plantFolder("locked");
    mkdirSync(join(folder, "dist"));
    chmodSync(join(folder, "dist"), 0o500);
    const isRoot = process.getuid?.() === 0;
    expect(findObstacle(folder) === null).toBe(isRoot);
    rmSync(join(folder, "dist"), { recursive: true });
  });
});
