import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { openRecent } from "#core/app/workspace/recent.ts";
import { plantTree } from "#test/support/plant-tree.ts";

it("several hosts write one list: the newest first, each once, those that are gone left out", () => {
  const tree = plantTree({ "a/workspace.sqlite": "", "b/workspace.sqlite": "", "own/x": "" });
  onTestFinished(() => tree.remove());
  const file = join(tree.root, "own", "deep", "workspaces.json");
  const [one, other] = [openRecent(file, fail), openRecent(file, fail)];
  const [a, b] = [join(tree.root, "a"), join(tree.root, "b")];
  one.note(a);
  other.note(join(tree.root, "gone"));
  other.note(b);
  one.note(a);
  expect([one.list(), other.list()]).toEqual([
    [a, b],
    [a, b],
  ]);
  one.forget(a);
  expect(other.list()).toEqual([b]);
  other.clear();
  expect(one.list()).toEqual([]);
});

it("what two processes note at once is all there", async () => {
  const names = Array.from({ length: 8 }, (_, at) => `w${at}`);
  const tree = plantTree(Object.fromEntries(names.map((name) => [`${name}/workspace.sqlite`, ""])));
  onTestFinished(() => tree.remove());
  const file = join(tree.root, "workspaces.json");
  const folders = names.map((name) => join(tree.root, name));
  const note = async (some: readonly string[]) =>
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, "note-recent.ts"), file, ...some]);
  await Promise.all([note(folders.slice(0, 4)), note(folders.slice(4))]);
  expect(openRecent(file, fail).list().toSorted()).toEqual(folders.toSorted());
}, 60_000);

it.each(["not JSON", '{"version":2,"workspaces":[]}', "[1]", ""])(
  "[S62] a list that says %j is none, and is written over by nothing",
  (text) => {
    const tree = plantTree({ "a/workspace.sqlite": "", "own/workspaces.json": text });
    onTestFinished(() => tree.remove());
    const file = join(tree.root, "own", "workspaces.json");
    const told: unknown[] = [];
    const recent = openRecent(file, (error) => told.push(error));
    recent.note(join(tree.root, "a"));
    recent.forget(join(tree.root, "a"));
    recent.clear();
    expect([recent.list(), readFileSync(file, "utf8")]).toEqual([[], text]);
    expect(told).toEqual(Array(3).fill(expect.objectContaining({ code: "config-invalid" })));
  },
);

it("a user without a place for it has no list, and nothing fails for that", () => {
  const recent = openRecent(null, fail);
  recent.note("/w");
  expect(recent.list()).toEqual([]);
});

function fail(error: unknown): never {
  throw error;
}
