import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { typedPlace, typedWorkspace } from "#core/app/workspace/typed-place.ts";
import { plantTree } from "#test/support/plant-tree.ts";

function refusal(work: () => unknown): readonly [code: string, message: string] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.hint !== "") return [error.code, error.message];
    throw error;
  }
  throw new Error("it was taken");
}

function plant(): string {
  const tree = plantTree({});
  onTestFinished(() => tree.remove());
  return realpathSync(tree.root);
}

describe("[W16] a folder that was typed in a window", () => {
  it.each([
    ["", "No folder was named."],
    ["   ", "No folder was named."],
    ["desk", "does not say where it begins"],
    ["./desk", "does not say where it begins"],
    ["/home/x/../../etc", "goes up again"],
    ["/..", "goes up again"],
    ["//server/share/desk", "not on this machine"],
    ["\\\\server\\share\\desk", "not on this machine"],
    ["smb://server/desk", "not on this machine"],
    ["http://127.0.0.1/desk", "not on this machine"],
    ["file:///w/desk", "not on this machine"],
    ["/w/de\0sk", "nobody can type"],
    ["/w/de\nsk", "nobody can type"],
    [`/${"a/".repeat(3000)}`, "too long"],
  ])(
    "is refused in words where it is none of this machine's, or means another than it says: %j",
    (typed, why) => {
      expect(refusal(() => typedPlace(typed))).toEqual(["path-refused", expect.stringContaining(why)]);
    },
  );

  it("is the home folder after ~, and the same with a stroke at its end or doubled within", () => {
    expect([typedPlace("~/desk"), typedPlace("/w/desk/"), typedPlace(" /w//desk ")]).toEqual([
      join(homedir(), "desk"),
      "/w/desk",
      "/w/desk",
    ]);
  });

  it("is one workspace by whatever links it was named, and its database stands for it", async () => {
    const root = plant();
    const folder = join(root, "desk");
    await initWorkspace(folder, { from: "empty" });
    symlinkSync(folder, join(root, "linked"));
    for (const typed of [folder, join(root, "linked"), join(folder, "workspace.sqlite")])
      expect(typedWorkspace(typed)).toBe(folder);
  });

  it("is refused where there is no workspace, nothing at all, a file, a circle of links, or a link in the database's place", async () => {
    const root = plant();
    const folder = join(root, "desk");
    await initWorkspace(folder, { from: "empty" });
    mkdirSync(join(root, "trick"));
    symlinkSync(join(folder, "workspace.sqlite"), join(root, "trick", "workspace.sqlite"));
    symlinkSync(join(root, "round"), join(root, "round"));
    writeFileSync(join(root, "file"), "text");
    const codes = ["nothing", "file", "file/below", "round", "trick"].map(
      (name) => refusal(() => typedWorkspace(join(root, name)))[0],
    );
    expect(codes).toEqual([
      "workspace-missing",
      "workspace-missing",
      expect.stringMatching(/workspace-missing|path-refused/),
      expect.stringMatching(/workspace-missing|path-refused/),
      "path-refused",
    ]);
    chmodSync(folder, 0o700);
  });
});
