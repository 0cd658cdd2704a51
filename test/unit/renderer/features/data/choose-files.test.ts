import { describe, expect, it } from "vitest";
import { chooseFiles, MOST_FILES } from "#renderer/features/data/choose-files.ts";

type Found = { readonly path: string; readonly sizeBytes: number };

const file = (path: string, sizeBytes = 1): Found => ({ path, sizeBytes });
const many = (folder: string, count: number): readonly Found[] =>
  Array.from({ length: count }, (_none, at) => file(`${folder}/f${at}.txt`));

function pathsOf(files: readonly Found[]) {
  const chosen = chooseFiles(files);
  return { paths: chosen?.taken.map(({ path }) => path), unread: chosen?.unread };
}

describe("which of the chosen files are read", () => {
  it("are none of those no item is in, which are not counted either", () => {
    const files = [...many("p/node_modules/x", 600), ...many("p/.git", 600), file("p/items.csv")];
    expect(pathsOf(files)).toEqual({ paths: ["p/items.csv"], unread: 0 });
  });

  it("reads those that stand highest where there are more than are read, and says how many are not", () => {
    const { paths = [], unread } = pathsOf([...many("p/deep", MOST_FILES + 9), file("p/items.csv")]);
    expect([paths[0], paths.length, unread]).toEqual(["p/items.csv", MOST_FILES, 10]);
  });

  it("leaves out what is too large to be referred to, but never a file of items, nor one that is alone", () => {
    const photo = file("p/photo.png", 6_000_000);
    expect(pathsOf([photo, file("p/items.csv", 6_000_000)])).toEqual({
      paths: ["p/items.csv"],
      unread: 1,
    });
    expect(pathsOf([photo])).toEqual({ paths: ["p/photo.png"], unread: 0 });
  });

  it("takes a folder or a file that was chosen itself, whatever it is called", () => {
    expect(pathsOf([file(".data/items.csv"), file(".data/.git/config")])).toEqual({
      paths: [".data/items.csv"],
      unread: 0,
    });
    expect(pathsOf([file(".items")]).paths).toEqual([".items"]);
  });

  it("refuses more than one call carries", () => {
    expect(chooseFiles([file("a.csv", 15_000_000), file("b.csv", 15_000_000)])).toBeNull();
  });
});
