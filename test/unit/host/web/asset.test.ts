import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { readAsset } from "#core/host/web/asset.ts";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

describe("files of the window", () => {
  let tree: PlantedTree;
  beforeAll(() => {
    tree = plantTree({
      "window/index.html": "page",
      "window/assets/index-B1xY_9-z.js": "script",
      "window/assets/plain.js": "script",
      "window/assets/with space.svg": "drawing",
      "window/notes.md": "no type",
      "secret.json": "secret",
    });
    symlinkSync(join(tree.root, "secret.json"), join(tree.root, "window/link.json"));
  });
  afterAll(() => tree.remove());

  const CASES: ReadonlyArray<readonly [path: string, outcome: string]> = [
    ["/index.html", "text/html; charset=utf-8"],
    ["/assets/index-B1xY_9-z.js", "text/javascript; charset=utf-8, immutable"],
    ["/assets/plain.js", "text/javascript; charset=utf-8"],
    ["/assets/with%20space.svg", "image/svg+xml"],
    ["/notes.md", "not-found"],
    ["/gone.html", "not-found"],
    ["/assets", "not-found"],
    ["/../secret.json", "path-refused"],
    ["/assets/%2e%2e/%2e%2e/secret.json", "path-refused"],
    ["/..%5csecret.json", "path-refused"],
    ["/index.html%00.json", "path-refused"],
    ["/%zz", "path-refused"],
    ["/link.json", "path-refused"],
  ];
  it.each(CASES)("%s is %s", async (path, outcome) => {
    const said = await readAsset(join(tree.root, "window"), path).then(
      ({ contentType, isImmutable }) => `${contentType}${isImmutable ? ", immutable" : ""}`,
      (error: unknown) => (error instanceof AppError ? error.code : "another error"),
    );
    expect(said).toBe(outcome);
  });

  it("a folder that is not there has no files", async () => {
    await expect(readAsset(join(tree.root, "gone"), "/index.html")).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
