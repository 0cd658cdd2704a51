import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRouterClient } from "@orpc/server";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import type { HostWindows } from "#core/app/host-windows.ts";
import { router } from "#core/app/router.ts";
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

it("a host that holds one folder says so, and how another is opened", async () => {
  await onWorkspace({}, async ({ client }, folder) => {
    expect(await client.windows.read()).toEqual({
      canOpen: false,
      actions: [],
      recent: [],
      suggested: join(dirname(folder), "my-agent.autogenesis"),
    });
    for (const asking of [
      client.windows.act({ action: "open" }),
      client.windows.open({ folder: "/w" }),
      client.windows.make({ folder: "/w" }),
      client.windows.forget({ folder: "/w" }),
      client.windows.look({ folder }),
      client.windows.delete({ folder, name: "desk" }),
    ])
      await expect(asking).rejects.toMatchObject({
        data: { code: "unsupported", hint: expect.stringContaining("npm start -- FOLDER") },
      });
  });
});

it("a host with windows is asked for what the page wants, and the page's own workspace is none of the others", async () => {
  const { windows, asked, recent } = playWindows();
  await onWorkspace({ windows }, async ({ client }, folder) => {
    recent.push(folder);
    expect(await client.windows.read()).toMatchObject({
      canOpen: true,
      actions: ["new", "close"],
      recent: [{ name: "other", folder: "/w/other.autogenesis" }],
    });
    expect(await client.windows.act({ action: "new" })).toEqual({ done: false });
    await expect(client.windows.act({ action: "show-folder" })).rejects.toMatchObject({
      data: { code: "unsupported" },
    });
    expect(await client.windows.open({ folder })).toEqual({ done: true, url: null, folder });
    expect(await client.windows.make({ folder: `${folder}-new`, from: "empty" })).toMatchObject({
      done: true,
    });
    await client.windows.forget({ folder: "/w/other.autogenesis" });
    expect(asked).toEqual(["new", folder, [`${folder}-new`, { from: "empty" }], "/w/other.autogenesis"]);
  });
});

it("[C33] a workspace of files is asked for with what they say, and what is wrong with them is answered by file and line", async () => {
  const { windows, asked } = playWindows();
  await onWorkspace({ windows }, async ({ client }, folder) => {
    const home = `${folder}-home`;
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    };
    write("prompts/greeter.md", "---\ndescription: Greets.\n---\nGreet {{name}}.\n");
    write("data/names.csv", "text,answer\nAda,Hello Ada\n");
    const make = async (files: string) =>
      await client.windows.make({ folder: `${folder}-new`, from: "files", files });
    expect(await make(home)).toMatchObject({ done: true, problems: [] });
    expect(asked).toEqual([
      [
        `${folder}-new`,
        expect.objectContaining({
          from: "files",
          files: [expect.objectContaining({ path: "prompts/greeter.md" })],
          datasets: [expect.objectContaining({ name: "names" })],
        }),
      ],
    ]);
    write("tools/odd.yaml", "description: Odd.\ndescription: Again.\n");
    symlinkSync(join(home, "prompts/greeter.md"), join(home, "prompts/linked.md"));
    expect(await make(home)).toMatchObject({
      done: false,
      problems: [{ file: "prompts/linked.md", line: null }],
    });
    rmSync(join(home, "prompts/linked.md"));
    for (const [typed, reason] of [
      ["desk", "does not say where it begins"],
      ["", "No folder was named"],
      [`${home}-none`, "is not there"],
      [`${home}/../x`, "goes up again"],
    ] as const)
      expect(await make(typed)).toMatchObject({
        ...{ done: false, problems: [{ line: null, reason: expect.stringContaining(reason) as string }] },
      });
    expect(asked).toHaveLength(1);
  });
});

it("[W16] only a person opens, makes, looks at, forgets and deletes workspaces, and nothing is asked of the host for others", async () => {
  const { windows, asked } = playWindows();
  await onWorkspace({ windows }, async (workspace, folder) => {
    for (const kind of ["optimizer", "agent", "client"] as const) {
      const context = workspace.contextFor({ kind, name: "someone" });
      const { windows: asOther } = createRouterClient(router, { context });
      for (const asking of [
        asOther.act({ action: "new" }),
        asOther.open({ folder }),
        asOther.make({ folder: `${folder}-2`, from: "empty" }),
        asOther.make({ folder: `${folder}-2`, from: "files", files: folder }),
        asOther.forget({ folder }),
        asOther.look({ folder }),
        asOther.delete({ folder, name: "desk" }),
      ])
        await expect(asking).rejects.toMatchObject({ data: { code: "path-refused" } });
    }
    expect(asked).toEqual([]);
  });
});

/** Notes what it is asked for. */
function playWindows() {
  const asked: unknown[] = [];
  const recent: string[] = ["/w/other.autogenesis"];
  const note = async <T>(what: unknown, answer: T): Promise<T> => {
    asked.push(what);
    return await Promise.resolve(answer);
  };
  const windows: HostWindows = {
    actions: ["new", "close"],
    hasTrash: false,
    recent: () => recent,
    forget: (folder) => void asked.push(folder),
    act: async (action) => await note(action, false),
    open: async (folder) => await note(folder, { done: true, url: null }),
    make: async (folder, seed) => await note([folder, seed], { done: true, url: null }),
    isOpenHere: () => true,
    delete: async (folder) => await note(folder, Promise.reject(new Error("not asked for here"))),
  };
  return { windows, asked, recent };
}
