import { expect, it } from "vitest";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { OpenOptions } from "#core/app/workspace/open-options.ts";
import { environmentSecrets } from "#core/app/models/secrets.ts";
import { plantTree } from "#test/support/plant-tree.ts";

async function onWorkspace(
  windows: Pick<OpenOptions, "windows">,
  work: (workspace: NonNullable<ReturnType<typeof openWorkspace>>, folder: string) => Promise<void>,
): Promise<void> {
  const tree = plantTree({});
  const folder = `${tree.root}/desk.autogenesis`;
  await initWorkspace(folder, { from: "empty" });
  const reportBug = (error: unknown): never => {
    throw error;
  };
  const workspace = openWorkspace({
    folder,
    host: "test",
    reportBug,
    secrets: environmentSecrets,
    ...windows,
  });
  if (workspace === null) throw new Error("It is held.");
  try {
    await work(workspace, folder);
  } finally {
    await workspace.close();
    tree.remove();
  }
}

it("a host that serves one folder says so, and how another is served", async () => {
  await onWorkspace({}, async ({ client }) => {
    expect(await client.windows.read()).toEqual({ canOpen: false, recent: [] });
    for (const asking of [client.windows.act({ action: "open" }), client.windows.open({ folder: "/w" })])
      await expect(asking).rejects.toMatchObject({
        data: { code: "unsupported", hint: expect.stringContaining("npm start -- FOLDER") },
      });
  });
});

it("a host with windows is asked for what the page wants, and the page's own workspace is none of the others", async () => {
  const asked: string[] = [];
  const recent: string[] = ["/w/other.autogenesis"];
  const windows = {
    recent: () => recent,
    act: async (action: string) => {
      asked.push(action);
      return await Promise.resolve(false);
    },
    open: async (folder: string) => {
      asked.push(folder);
      return await Promise.resolve(true);
    },
  };
  await onWorkspace({ windows }, async ({ client }, folder) => {
    recent.push(folder);
    expect(await client.windows.read()).toEqual({
      canOpen: true,
      recent: [{ name: "other", folder: "/w/other.autogenesis" }],
    });
    expect(await client.windows.act({ action: "new" })).toEqual({ done: false });
    expect(await client.windows.open({ folder: "/w/other.autogenesis" })).toEqual({ done: true });
    expect(asked).toEqual(["new", "/w/other.autogenesis"]);
  });
});
