import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openRecent, recentFile } from "#core/app/workspace/recent.ts";
import { holderOf } from "#core/app/workspace/person.ts";
import { takeLock } from "#core/store/lock.ts";
import { runCliHere } from "#test/support/cli-here.ts";

async function make(name: string): Promise<string> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "workspace-commands-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, name);
  await initWorkspace(folder, { from: "empty" });
  return folder;
}

async function run(...args: readonly string[]) {
  const { code, stdout } = await runCliHere([...args, "--json"]);
  return { code, said: JSON.parse(stdout) as unknown };
}

const recent = () =>
  openRecent(recentFile(), (error) => {
    throw error;
  });

describe("workspace", () => {
  it("lists those that were opened in windows and whether they are open now, and forgets one", async () => {
    const [a, b] = [await make("a.autogenesis"), await make("b")];
    recent().clear();
    recent().note(a);
    recent().note(b);
    const lock = takeLock(workspacePaths(a).lock, holderOf("desktop"));
    expect(await run("workspace", "list")).toEqual({
      code: 0,
      said: [
        { name: "b", folder: b, isHeld: false },
        { name: "a", folder: a, isHeld: true },
      ],
    });
    lock?.release();
    expect(await run("workspace", "forget", b)).toEqual({ code: 0, said: { forgotten: b } });
    expect(await run("workspace", "forget", b)).toMatchObject({
      code: 1,
      said: { error: { code: "not-found" } },
    });
    expect([recent().list(), existsSync(b)]).toEqual([[a], true]);
  });

  it("[W15] deletes one for its name alone, and says without it what would go", async () => {
    const folder = await make("desk");
    writeFileSync(join(folder, "notes.md"), "mine");
    recent().note(folder);
    const unnamed = await run("workspace", "delete", folder);
    expect(unnamed).toMatchObject({
      code: 2,
      said: {
        error: {
          code: "usage",
          message: expect.stringMatching(/^desk \(\d+\.\d MB, 1 commits?, 0 sessions\) would be gone/),
          hint: 'To delete it, add --name "desk".',
        },
      },
    });
    expect(await run("workspace", "delete", folder, "--name", "Desk")).toMatchObject({
      code: 2,
      said: { error: { code: "input-invalid" } },
    });
    expect(existsSync(workspacePaths(folder).database)).toBe(true);
    expect(await run("workspace", "delete", folder, "--name", "desk")).toMatchObject({
      code: 0,
      said: { name: "desk", folder, commits: 1, others: 1, isTrashed: false, isDefault: false },
    });
    expect([existsSync(join(folder, "notes.md")), existsSync(workspacePaths(folder).database)]).toEqual([
      true,
      false,
    ]);
    expect(recent().list()).not.toContain(folder);
    expect(await run("workspace", "delete", folder, "--name", "desk")).toMatchObject({
      code: 1,
      said: { error: { code: "workspace-missing" } },
    });
  });
});
