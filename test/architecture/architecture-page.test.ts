import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";

const PAGE = "ARCHITECTURE.md";

/** Trees whose folders stand on the page one by one, each with what it is for. */
const LISTED = ["core/*", "core/app/*", "core/practice/*", "electron", "renderer/*", "test/*"];

/** Folders of the page's table, in its order. */
function readRows(page: string): readonly string[] {
  return [...page.matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)].map(([, folder = ""]) => folder);
}

/** Everything in backticks that is a path of this project; NAME stands for what is to be chosen. */
function readPaths(page: string): readonly string[] {
  return [...page.matchAll(/`((?:core|electron|renderer|test|resources)\/[^`]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !path.includes("NAME"));
}

function listFolders(): readonly string[] {
  return (
    LISTED.flatMap((pattern) => globSync(pattern))
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => statSync(path).isDirectory())
      // A checkout keeps folders from which everything was moved away.
      .filter((path) => globSync(`${path}/**/*.*`).length > 0)
  );
}

describe(PAGE, () => {
  const page = readFileSync(PAGE, "utf8");

  it("rows and paths are read as they are written", () => {
    const text =
      "| `core/base` | errors |\n| folder | for |\n`core/base/x.ts`, `core/NAME.ts`, `npm run`, `test/prove`";
    expect([readRows(text), readPaths(text)]).toEqual([
      ["core/base"],
      ["core/base", "core/base/x.ts", "test/prove"],
    ]);
  });

  it("names every folder of the tree once, and no other", () => {
    expect(readRows(page).toSorted()).toEqual(listFolders().toSorted());
  });

  it("names no file or folder that is not there", () => {
    expect(readPaths(page).filter((path) => !existsSync(path))).toEqual([]);
  });

  it("has the ten recipes", () => {
    expect(page.match(/^\d+\. \*\*An? /gm)).toHaveLength(10);
  });

  it("is what the README leads to", () => {
    expect(readFileSync("README.md", "utf8")).toContain(`](${PAGE})`);
  });
});
