import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";

const made = makeFolder();
afterAll(() => made.remove());

it("[M7] a git that lies in the workspace is not run, even where programs are looked for in the current folder", async () => {
  const workspace = await makeOrderDesk(made.folder);
  const mark = join(made.folder, "it-ran");
  writeFileSync(join(workspace, "git"), `#!/bin/sh\ntouch "${mark}"\necho Somebody\n`);
  chmodSync(join(workspace, "git"), 0o755);
  const env = { PATH: [".", process.env["PATH"] ?? ""].join(delimiter) };
  // The name of who undoes is asked for, and git is where it would be found.
  await editOnce(workspace);
  expect((await runCli(["undo", "--workspace", workspace], env)).code).toBe(0);
  expect(existsSync(mark)).toBe(false);
});

describe("[M14] git is asked for a name", () => {
  it("by a command that changes something, and by none that only reads", async () => {
    const workspace = await makeOrderDesk(join(made.folder, "second"));
    await editOnce(workspace);
    const programs = join(made.folder, "programs");
    const mark = join(made.folder, "git-ran");
    mkdirSync(programs);
    writeFileSync(join(programs, "git"), `#!/bin/sh\ntouch "${mark}"\necho Somebody\n`);
    chmodSync(join(programs, "git"), 0o755);
    const env = { PATH: [programs, process.env["PATH"] ?? ""].join(delimiter) };
    const ranBy = async (command: string): Promise<readonly [number | null, boolean]> => {
      const { code } = await runCli([command, "--workspace", workspace], env);
      return [code, existsSync(mark)];
    };
    expect(await ranBy("log")).toEqual([0, false]);
    expect(await ranBy("traces")).toEqual([0, false]);
    expect(await ranBy("undo")).toEqual([0, true]);
  });
});

/** A commit of a person's that can be undone. */
async function editOnce(workspace: string): Promise<void> {
  const { client, close } = openTestWorkspace(workspace);
  const resource = "prompt/order-clerk";
  const values = [{ pointer: "/description", value: "Takes orders, politely." }];
  await client.resources.setVariables({ resource, values, message: "Say so" });
  await close();
}
