import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askCli, runCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { folder, remove } = makeFolder();
let at: readonly string[];
beforeAll(async () => {
  at = ["--workspace", await makeOrderDesk(join(folder))];
});
afterAll(remove);

const say = async (...args: readonly string[]): Promise<string> =>
  (await runCli([...args, ...at])).stdout.trimEnd();

it("[S19] branches are made, listed and shown by the command line, and told of only where there are several", async () => {
  const short = (await say("log")).split("\n")[1]?.slice(0, 7) ?? "";
  expect(await say("branch", "create", "try/1")).toBe(`Branch try/1 begins at ${short}`);
  expect(await say("branch", "list")).toBe(
    [
      "   branch  head     commits  waiting  sessions",
      `*  main    ${short}  1        0`,
      `   try/1   ${short}  1        0`,
    ].join("\n"),
  );
  const propose = await askCli<{ readonly head: string }>(["branch", "switch", "try/1", ...at]);
  expect(propose).toMatchObject({ done: "The workspace shows branch try/1" });
  expect(await say("branch", "switch", "try/1")).toBe("The workspace shows branch try/1 already");
  const refused = await runCli(["session", "start", "--branch", "elsewhere", ...at]);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    'There is no branch "elsewhere".\nThere are: main, try/1.\n[not-found]\n',
  ]);
  const started = await askCli<{ readonly branch: string }>(
    ["session", "start", "--iterations", "1", "--max-calls", "20", ...at],
    0,
  );
  expect(started).toMatchObject({ branch: "try/1" });
  expect(await say("session", "show", "1")).toContain("seed 1 on branch try/1");
  expect((await say("session", "list")).split("\n")[0]).toMatch(/^session {2}state {4,}branch /);
  expect(await say("verify")).toContain("Everything holds");
});

it("[S26] what is restored and undone may be on a branch that is not shown, and is previewed there", async () => {
  const head = async (branch: string): Promise<string> =>
    (await askCli<readonly { readonly id: string }[]>(["log", "--from", branch, "--limit", "1", ...at]))[0]
      ?.id ?? "";
  await say("branch", "create", "aside");
  const shown = await head("head");
  const before = await head("aside");
  await say("offer", "leave", "--branch", "aside");
  expect(await say("undo", "--branch", "aside", "--preview")).toBe("There is nothing to undo.");
  expect(await say("rollback", before, "--branch", "aside", "--preview")).toContain("Would restore nothing");
  const refused = await runCli(["undo", "--branch", "elsewhere", "--preview", ...at]);
  expect([refused.code, refused.stderr.split("\n")[0]]).toEqual([1, 'There is no branch "elsewhere".']);
  expect([await head("head"), await head("aside")]).toEqual([shown, before]);
});

it("[S19] history is read and taken back on the branch that is named, and no other moves", async () => {
  const [main, head] = [await say("log", "--branch", "main"), await say("log")];
  expect((await say("branch", "create", "try/2", "--at", "main")).startsWith("Branch try/2 begins")).toBe(
    true,
  );
  expect(await say("log", "--branch", "try/2")).toBe(main);
  expect(await say("rollback", "main", "--branch", "try/2", "--preview")).toBe(
    "Would restore nothing: head is in that state already.",
  );
  expect((await runCli(["undo", "--branch", "try/2", ...at])).code).toBe(1);
  expect(await say("log")).toBe(head);
});
