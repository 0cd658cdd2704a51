import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Store, WorkspaceStore } from "#core/store/store.ts";
import { plantTree } from "#test/support/plant-tree.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Whoever looks at the workspace as a whole; all others are told which branch they work on. */
const ASKS = [/^core\/app\/handlers\//, /^core\/host\//, /^core\/store\//];

/** They make the store that is asked, or the workspace in it. */
const MAKES = [/^core\/app\/(context|workspace\/(seed|open-kept|closing-on-failure))\.ts$/];

/** Files of core that know of the branch that is shown, and are none of those. */
function findAskers(root: string): readonly string[] {
  return globSync("core/**/*.ts", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => ![...ASKS, ...MAKES].some((place) => place.test(path)))
    .filter((path) =>
      /\b(headBranch|WorkspaceStore|head-branch|named-commit)\b/.test(readFileSync(join(root, path), "utf8")),
    )
    .toSorted();
}

describe("[S23] which branch is shown is asked in handlers and hosts alone", () => {
  it("nothing below knows of it", () => {
    expect(findAskers(ROOT)).toEqual([]);
  });

  it.each([
    ["core/evolution/run-iteration.ts", "const head = (store as any).headBranch.commit();"],
    ["core/proposals/staleness.ts", 'import type { WorkspaceStore } from "#core/store/store.ts";'],
    ["core/resources/undo.ts", 'import { createHeadBranch } from "#core/store/head-branch.ts";'],
    ["core/app/registry/apply.ts", 'import { branchNamed } from "#core/app/handlers/named-commit.ts";'],
    ["core/app/sessions/assess-by-hand.ts", "const head = context.store.headBranch.commit();"],
  ])("a breach planted in %s is found", (path, text) => {
    const { root, remove } = plantTree({
      [path]: text,
      "core/app/handlers/home.ts": "store.headBranch.name()",
    });
    expect(findAskers(root)).toEqual([path]);
    remove();
  });

  it("and the compiler refuses it: the store below has no such member", () => {
    expectTypeOf<Store>().not.toHaveProperty("headBranch");
    expectTypeOf<WorkspaceStore>().toHaveProperty("headBranch");
  });
});
