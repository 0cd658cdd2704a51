import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";

const FILES: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "planted",
    type: "module",
    imports: { "#core/*": "./core/*" },
    dependencies: { ws: "1.0.0" },
    devDependencies: { yaml: "1.0.0" },
  }),
  "core/host/cli/main.ts":
    'import { used } from "#core/domain/used.ts";\nimport "#core/entries.ts";\nused();\n',
  "core/entries.ts": 'export const CHILD = new URL("./sandbox/child.ts", import.meta.url);\n',
  "core/sandbox/child.ts": 'import { inChild } from "./in-child.ts";\ninChild();\n',
  "core/sandbox/in-child.ts": "export function inChild(): void {}\n",
  "core/domain/used.ts": [
    'import { parse } from "yaml";',
    "export type Answer = { readonly a: 1 };",
    "export function used(): Answer { parse(String(step())); return { a: 1 }; }",
    "export function step(): number { return 1; }",
    "export function forTestsOnly(): void {}",
    "export function nobody(): void {}",
    "",
  ].join("\n"),
  "core/domain/only-tested.ts": "export function onlyTested(): void {}\n",
  "core/domain/forgotten.ts": "export const forgotten = 1;\n",
  "test/unit/domain/used.test.ts": [
    'import { forTestsOnly, step } from "#core/domain/used.ts";',
    'import { onlyTested } from "#core/domain/only-tested.ts";',
    "forTestsOnly(); step(); onlyTested();",
    "",
  ].join("\n"),
};

describe("knip on a tree with planted leftovers", () => {
  let tree: PlantedTree;
  let all: readonly string[];
  let production: readonly string[];
  beforeAll(() => {
    tree = plantTree({ ...FILES, "knip.config.ts": readFileSync("knip.config.ts", "utf8") });
    symlinkSync(join(process.cwd(), "node_modules"), join(tree.root, "node_modules"), "junction");
    all = runKnip(tree.root, []);
    production = runKnip(tree.root, ["--production", "--strict"]);
  });
  afterAll(() => tree.remove());

  it("a file, an export and a dependency that nobody uses are found; what a test uses is not", () => {
    expect(all).toEqual(["core/domain/forgotten.ts", "core/domain/used.ts: nobody", "package.json: ws"]);
  });

  it("in production, what only tests use and a dev dependency of core are found as well", () => {
    expect(production).toEqual([
      "core/domain/forgotten.ts",
      "core/domain/only-tested.ts",
      "core/domain/used.ts: forTestsOnly",
      "core/domain/used.ts: nobody",
      "core/domain/used.ts: yaml",
      "package.json: ws",
    ]);
  });
});

type Named = { readonly name: string };
type KnipIssue = { readonly file: string } & Readonly<Record<string, readonly Named[]>>;

/** What knip finds, as sorted "file" (unused as a whole) or "file: name". */
function runKnip(root: string, options: readonly string[]): readonly string[] {
  const bin = join(process.cwd(), "node_modules/knip/bin/knip.js");
  const { stdout } = spawnSync(process.execPath, [bin, "--reporter", "json", ...options], {
    cwd: root,
    encoding: "utf8",
  });
  const { issues } = JSON.parse(stdout) as { readonly issues: readonly KnipIssue[] };
  return issues
    .flatMap(({ file, ...kinds }) =>
      Object.values(kinds)
        .flat()
        .map(({ name }) => (name === file ? file : `${file}: ${name}`)),
    )
    .toSorted();
}
