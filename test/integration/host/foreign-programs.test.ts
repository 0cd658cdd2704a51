import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const made = makeFolder();
afterAll(() => made.remove());

it("[M7] a git that lies in the workspace is not run, even where programs are looked for in the current folder", async () => {
  const workspace = await makeOrderDesk(made.folder);
  const mark = join(made.folder, "it-ran");
  writeFileSync(join(workspace, "git"), `#!/bin/sh\ntouch "${mark}"\necho Somebody\n`);
  chmodSync(join(workspace, "git"), 0o755);
  const env = { PATH: [".", process.env["PATH"] ?? ""].join(delimiter) };
  expect((await runCli(["log", "--workspace", workspace], env)).code).toBe(0);
  expect(existsSync(mark)).toBe(false);
});
