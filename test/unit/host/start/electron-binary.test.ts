import { expect, it } from "vitest";
import { join } from "node:path";
import { findElectron } from "#core/host/start/electron-binary.ts";
import { plantTree } from "#test/support/plant-tree.ts";

const CASES: readonly (readonly [string, Readonly<Record<string, string>>, string | null])[] = [
  ["that was only installed", { "package.json": "{}" }, null],
  ["whose binary was taken away", { "path.txt": "electron" }, null],
  ["that fetched its binary", { "path.txt": "electron\n", "dist/electron": "" }, "dist/electron"],
  [
    "of a Mac",
    { "path.txt": "Electron.app/Contents/MacOS/Electron", "dist/Electron.app/Contents/MacOS/Electron": "" },
    "dist/Electron.app/Contents/MacOS/Electron",
  ],
];

it.each(CASES)("in a package %s the executable is found where it is", (_title, files, expected) => {
  const tree = plantTree(files);
  try {
    expect(findElectron({}, tree.root)).toBe(expected === null ? null : join(tree.root, expected));
  } finally {
    tree.remove();
  }
});

it("what ELECTRON_BINARY names is taken before what was fetched, and refused where it is not there", () => {
  const tree = plantTree({ "path.txt": "electron", "dist/electron": "", "my/electron": "" });
  const named = join(tree.root, "my/electron");
  try {
    expect(findElectron({ ELECTRON_BINARY: named }, tree.root)).toBe(named);
    expect(() => findElectron({ ELECTRON_BINARY: `${named}s` }, tree.root)).toThrow(
      expect.objectContaining({ code: "config-invalid" }),
    );
  } finally {
    tree.remove();
  }
});
