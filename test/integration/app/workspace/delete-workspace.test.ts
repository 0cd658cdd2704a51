import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { deleteWorkspace } from "#core/app/workspace/delete-workspace.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { holderOf } from "#core/app/workspace/person.ts";
import { openReadTokens } from "#core/app/workspace/read-tokens.ts";
import { readFacts } from "#core/app/workspace/workspace-facts.ts";
import { takeLock } from "#core/store/lock.ts";
import { plantTree } from "#test/support/plant-tree.ts";

const BY_HAND = { host: "test", trash: null } as const;

async function make(name = "desk"): Promise<{ readonly root: string; readonly folder: string }> {
  const tree = plantTree({});
  onTestFinished(() => tree.remove());
  const folder = join(tree.root, name);
  await initWorkspace(folder, { from: "empty" });
  return { root: tree.root, folder };
}

describe("[W15] a workspace that is deleted", () => {
  it("goes with its folder where nothing else is in it; what goes is said", async () => {
    const { folder } = await make("desk.autogenesis");
    const deleted = await deleteWorkspace(folder, { ...BY_HAND, name: "desk" });
    expect(deleted).toMatchObject({ name: "desk", commits: 1, sessions: 0, others: 0, isTrashed: false });
    expect(deleted.bytes).toBeGreaterThan(4096);
    expect(existsSync(folder)).toBe(false);
  });

  it("opens nothing to those who had a token of it, nor does one that is made in its place", async () => {
    const { folder } = await make();
    const token = openReadTokens(folder).create("worker", 0);
    expect(openReadTokens(folder).isKnown(token)).toBe(true);
    await deleteWorkspace(folder, { ...BY_HAND, name: "desk" });
    await initWorkspace(folder, { from: "empty" });
    expect(openReadTokens(folder).isKnown(token)).toBe(false);
    const again = openReadTokens(folder).create("worker", 0);
    rmSync(folder, { recursive: true });
    await initWorkspace(folder, { from: "empty" });
    expect(openReadTokens(folder).isKnown(again)).toBe(false);
  });

  it("leaves every file that is not its own, those as well that only look like it", async () => {
    const { root, folder } = await make();
    mkdirSync(join(folder, "workspace.sqlite-old"));
    symlinkSync(join(root, "elsewhere"), join(folder, "workspace.yaml.new"));
    for (const file of [
      "notes.md",
      "workspace.txt",
      "open-window.html",
      "workspace.sock",
      "my workspace.sqlite",
    ])
      writeFileSync(join(folder, file), "mine");
    const { others } = await deleteWorkspace(folder, { ...BY_HAND, name: "desk" });
    expect(others).toBe(7);
    expect(readdirSync(folder).toSorted()).toEqual([
      "my workspace.sqlite",
      "notes.md",
      "open-window.html",
      "workspace.sock",
      "workspace.sqlite-old",
      "workspace.txt",
      "workspace.yaml.new",
    ]);
  });

  it.each(["", "Desk", "desk ", "*", "../desk"])(
    "stays for the name %j, which is not its own",
    async (name) => {
      const { folder } = await make();
      await expect(deleteWorkspace(folder, { ...BY_HAND, name })).rejects.toMatchObject({
        code: "input-invalid",
      });
      expect(readFacts(folder)).toMatchObject({ commits: 1 });
    },
  );

  it("stays while another process holds it, which is named", async () => {
    const { folder } = await make();
    const lock = takeLock(workspacePaths(folder).lock, holderOf("desktop"));
    expect(readFacts(folder).holder).toMatch(/^desktop \(process \d+\)$/);
    await expect(deleteWorkspace(folder, { ...BY_HAND, name: "desk" })).rejects.toMatchObject({
      code: "workspace-held",
      message: expect.stringContaining("desktop"),
    });
    expect(existsSync(workspacePaths(folder).database)).toBe(true);
    lock?.release();
    await deleteWorkspace(folder, { ...BY_HAND, name: "desk" });
  });

  it("stays where its file is none of ours: what cannot be told is not deleted", async () => {
    const { folder } = await make();
    writeFileSync(workspacePaths(folder).database, "x".repeat(8192));
    await expect(deleteWorkspace(folder, { ...BY_HAND, name: "desk" })).rejects.toMatchObject({
      code: "workspace-damaged",
    });
    expect(readdirSync(folder)).toContain("workspace.yaml");
  });

  it("goes into the trash as one folder, or, beside other files, file by file", async () => {
    const whole = await make();
    const kept = join(whole.root, "trash");
    mkdirSync(kept);
    const trash = async (path: string): Promise<void> => {
      renameSync(path, join(kept, path.split("/").at(-1) ?? ""));
      await Promise.resolve();
    };
    expect(await deleteWorkspace(whole.folder, { host: "test", name: "desk", trash })).toMatchObject({
      isTrashed: true,
    });
    expect([existsSync(whole.folder), readdirSync(join(kept, "desk (deleted)"))]).toEqual([
      false,
      expect.arrayContaining(["workspace.sqlite", "workspace.yaml"]),
    ]);
    const mixed = await make();
    writeFileSync(join(mixed.folder, "notes.md"), "mine");
    await deleteWorkspace(mixed.folder, { host: "test", name: "desk", trash });
    expect([readdirSync(mixed.folder), readdirSync(kept)]).toEqual([
      ["notes.md"],
      expect.arrayContaining(["desk (deleted)", "workspace.sqlite", "workspace.yaml"]),
    ]);
  });

  it("is out of everybody's reach while the system's trash is asked, and back where it takes nothing", async () => {
    const { folder } = await make();
    const trash = async (path: string): Promise<void> => {
      // Another program opens the workspace meanwhile: there is none, so it makes its own.
      expect(existsSync(folder)).toBe(false);
      await initWorkspace(folder, { from: "empty" });
      rmSync(path, { recursive: true });
    };
    await deleteWorkspace(folder, { host: "test", name: "desk", trash });
    expect(readFacts(folder)).toMatchObject({ commits: 1, others: 0 });
    const fails = async (): Promise<void> => Promise.reject(new Error("no trash here"));
    await expect(deleteWorkspace(folder, { host: "test", name: "desk", trash: fails })).rejects.toThrow(
      "no trash here",
    );
    expect(readFacts(folder)).toMatchObject({ commits: 1, holder: null });
  });
});
