import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, vi } from "vitest";
import type { HostWindows } from "#core/app/host-windows.ts";
import { deleteWorkspace } from "#core/app/workspace/delete-workspace.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { dumpRows } from "#test/support/raw-database.ts";
import { makeFolder, makeOrderDesk, type TestWorkspace } from "#test/support/test-workspace.ts";

export type Places = {
  /** The workspace that is asked. */
  readonly folder: string;
  /** Another one, which nobody has open. */
  readonly other: string;
  /** What people who mean harm put on the disk. */
  readonly traps: string;
  /** A full id of a commit. */
  readonly head: string;
};
export type AnyCall = (client: WorkspaceClient, at: Places) => Promise<unknown>;

export type World = {
  readonly desk: TestWorkspace;
  readonly at: Places;
  /** Every row of the stores, and every other file of the workspaces, of this user's own and beside them. */
  readonly everything: () => string;
  /** The same at a glance: whether anything was written into a store, and every other file. */
  readonly glance: () => string;
};

/** A workspace of a host that opens others, with a proposal, a session, a tag and a token, amid traps. */
export async function openWorld(): Promise<World> {
  const { folder: root, remove } = makeFolder();
  vi.stubEnv("AUTOGENESIS_CONFIG", join(root, "own"));
  mkdirSync(join(root, "own"));
  const folder = await makeOrderDesk(root);
  const other = join(root, "other.autogenesis");
  await initWorkspace(other, { from: "empty" });
  const traps = join(root, "traps");
  setTraps(traps, folder);
  const workspace = assertDefined(
    openWorkspace({
      ...{ folder, host: "test", secrets: { find: () => null }, windows: realWindows() },
      reportBug: (error) => {
        throw error;
      },
    }),
    "the workspace",
  );
  afterAll(async () => {
    await workspace.close();
    vi.unstubAllEnvs();
    remove();
  });
  const { client } = workspace;
  const { store } = workspace.contextFor(workspace.person);
  const head = store.headBranch.commit();
  await client.tags.set({ name: "prod", commit: "head" });
  await client.tokens.create({ name: "ci" });
  await client.resources.change({
    edits: [
      {
        ...{ type: "set-variables", resource: "environment/desk-files" },
        values: [{ pointer: "/rules", value: "Tidy up." }],
      },
    ],
    ...{ message: "Tidy up", as: "proposal" },
  });
  const desk = { folder, workspace, client, store, close: workspace.close };
  const [versionOf, closeAll] = watchWrites([folder, other].map((each) => join(each, "workspace.sqlite")));
  afterAll(closeAll);
  const databases = [folder, other].map((each) => join(each, "workspace.sqlite"));
  return {
    desk,
    at: { folder, other, traps, head },
    glance: () => JSON.stringify([versionOf(), filesBelow(root)], null, 1),
    everything: () => JSON.stringify([...databases.map(dumpRows), filesBelow(root)], null, 1),
  };
}

/** What SQLite counts of the writing of other connections. */
function watchWrites(paths: readonly string[]): readonly [() => readonly unknown[], () => void] {
  const opened = paths.map((path) => new Database(path, { readonly: true }));
  return [
    () => opened.map((db) => db.pragma("data_version", { simple: true })),
    () => {
      for (const db of opened) db.close();
    },
  ];
}

/** What a host does that has windows, but for the windows. */
function realWindows(): HostWindows {
  return {
    actions: ["close"],
    hasTrash: false,
    recent: () => [],
    forget: () => undefined,
    act: async () => await Promise.resolve(true),
    open: async () => await Promise.resolve({ done: true, url: null }),
    make: async (folder, seed) => {
      await initWorkspace(folder, seed);
      return { done: true, url: null };
    },
    isOpenHere: () => false,
    delete: async (folder, name) => await deleteWorkspace(folder, { name, host: "test", trash: null }),
  };
}

function setTraps(traps: string, folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(join(traps, path, ".."), { recursive: true });
    writeFileSync(join(traps, path), text);
  };
  write("used/notes.txt", "Mine.");
  write("file.txt", "A file.");
  write("home/prompts/greeter.md", "---\ndescription: Greets.\n---\nGreet {{name}}.\n");
  write("linked-file/prompts/x.md", "---\ndescription: X.\n---\nX {{name}}.\n");
  symlinkSync(join(traps, "file.txt"), join(traps, "linked-file/prompts/secret.md"));
  write(
    "keyed/prompts/x.md",
    "---\ndescription: X.\n---\nsk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH\n",
  );
  mkdirSync(join(traps, "linked-database"));
  symlinkSync(join(folder, "workspace.sqlite"), join(traps, "linked-database/workspace.sqlite"));
  symlinkSync(join(traps, "nowhere"), join(traps, "dangling"));
  symlinkSync(join(traps, "circle"), join(traps, "circle"));
}

/** What the stores hold is compared by rows, and who holds a workspace is nobody's writing. */
const APART = /^workspace\.(sqlite|lock)/;

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(({ name }) => !APART.test(name) && !name.endsWith(".json.lock"))
    .map((found) => {
      const path = join(found.parentPath, found.name);
      if (found.isSymbolicLink()) return `${path} -> ${readlinkSync(path)}`;
      return found.isFile()
        ? `${path} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`
        : path;
    })
    .toSorted();
}
