import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { makeFolder, openTestWorkspace } from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

const EMPTY = { from: "empty" } as const;

/** The store's seed builds tools in the sandbox: without a process it cannot. */
const brokenHost = {
  ...createNodeProcessHost(),
  start: () => {
    throw new Error("no process can be started");
  },
};

function open(path: string): void {
  openWorkspace({ folder: path, host: "test", reportBug: () => undefined, secrets: { find: () => null } });
}

describe("a new workspace", () => {
  const rows: ReadonlyArray<readonly [what: string, existing: readonly string[], asked: string]> = [
    ["whose folder was made for it", [], "made/deep/desk"],
    ["in an empty folder that was there", ["there"], "there"],
  ];
  it.each(rows)(
    "%s: one that fails leaves nothing in the way of the next try",
    async (_what, existing, asked) => {
      for (const name of existing) mkdirSync(join(folder, name));
      const path = join(folder, asked);
      const before = readdirSync(folder, { recursive: true });
      await expect(initWorkspace(path, { from: "order-desk", houseSeed: 1 }, brokenHost)).rejects.toThrow();
      expect(readdirSync(folder, { recursive: true })).toEqual(before);
      expect(await initWorkspace(path, EMPTY)).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  it("one that fails removes nothing that others put there", async () => {
    const path = join(folder, "shared");
    const planting = {
      ...createNodeProcessHost(),
      start: () => {
        writeFileSync(join(path, "mine.txt"), "mine");
        throw new Error("no process can be started");
      },
    };
    await expect(initWorkspace(path, { from: "order-desk", houseSeed: 1 }, planting)).rejects.toThrow();
    expect(readdirSync(path)).toEqual(["mine.txt"]);
  });

  it.skipIf(process.platform === "win32")("is its user's alone, while it is open too", async () => {
    const path = join(folder, "private");
    await initWorkspace(path, EMPTY);
    const desk = openTestWorkspace(path);
    await desk.client.settings.save({ caps: { maxUsd: 3 } });
    const readable = readdirSync(path).filter((file) => (statSync(join(path, file)).mode & 0o077) !== 0);
    await desk.close();
    expect(readable).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("a place that can be no workspace", () => {
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "link"));
  symlinkSync(join(folder, "circle"), join(folder, "circle"));
  const at = (name: string): string => join(folder, name);
  const rows: ReadonlyArray<readonly [what: string, path: string]> = [
    ["a file", at("file")],
    ["inside a file", at("file/x/y")],
    ["a link that leads nowhere", at("link")],
    ["inside a link that leads nowhere", at("link/x")],
    ["a link to itself", at("circle")],
    ["a device", "/dev/full"],
    ["where the system lets nobody make anything", "/proc/foo"],
    ["deep in there", "/proc/foo/bar"],
    ["a name that is too long", at("x".repeat(300))],
  ];
  it.each(rows)("init refuses %s by name, with a hint", async (_what, path) => {
    await expect(initWorkspace(path, EMPTY)).rejects.toMatchObject({
      code: "path-refused",
      message: expect.stringContaining(path),
      hint: expect.stringMatching(/./),
    });
  });

  // Of /proc nobody can tell before trying.
  it.each(rows.filter(([, path]) => !path.startsWith("/proc")))(
    "what opens a workspace does not advise to make one: %s",
    (_what, path) => {
      expect(() => {
        open(path);
      }).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^(path-refused|workspace-missing)$/),
          hint: expect.not.stringContaining("Make one there"),
        }),
      );
    },
  );

  it("a missing folder is one where a workspace can be made", () => {
    expect(() => {
      open(at("new"));
    }).toThrow(expect.objectContaining({ way: "make-workspace" }));
    expect(existsSync(at("new"))).toBe(false);
  });
});

// Elsewhere there is no list of what a process has open.
it.skipIf(process.platform !== "linux")(
  "a workspace that does not open leaves no file of it open",
  async () => {
    const path = join(folder, "faulty");
    await initWorkspace(path, EMPTY);
    writeFileSync(join(path, "workspace.yaml"), "caps: nothing\n");
    const open = () => openTestWorkspace(path);
    expect(open).toThrow(/workspace\.yaml/);
    const opened = readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return []; // The one that the folder was read by.
      }
    });
    expect(opened.filter((file) => file.startsWith(path))).toEqual([]);
  },
);
