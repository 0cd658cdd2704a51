import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sha256 } from "#core/base/hash.ts";
import type { Verification } from "#core/store/verify.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { askCli, runCli, startProcess } from "#test/support/cli-process.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

// Several processes, one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let template: string;
beforeAll(async () => {
  template = await makeOrderDesk(folder);
});
afterAll(remove);

/** Every file with a digest of its bytes. Root may write anywhere, so permissions would prove nothing here. */
function bytesOf(workspace: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(workspace)
      .toSorted()
      // Of a socket there is nothing to read.
      .filter((name) => !name.endsWith(".sock"))
      .map((name) => [name, sha256(readFileSync(join(workspace, name)))]),
  );
}

async function countAudit(workspace: string): Promise<number> {
  return (await askCli<Verification>(["verify", "--workspace", workspace])).checked.audit;
}

const READERS: readonly string[] = [
  "verify",
  "log",
  "show head",
  "diff head head",
  "resource list",
  "resource show prompt/order-clerk",
  "contract",
  "proposals",
  "session list",
  "traces",
  "rollback head --preview",
];

describe("[S6] a command that only reads", () => {
  it("leaves the folder byte for byte as it is, without a file beside those there were", async () => {
    const workspace = copyWorkspace(template, join(folder, "read"));
    // Whoever opens it to write looks after the sessions that are over; a reader must not.
    for (const command of ["start --iterations 1 --max-calls 1", "stop 1"])
      await runCli(["session", ...command.split(" "), "--workspace", workspace]);
    const before = bytesOf(workspace);
    for (const command of READERS) {
      const { code } = await runCliHere([...command.split(" "), "--workspace", workspace]);
      expect([command, code, bytesOf(workspace)]).toEqual([command, 0, before]);
    }
    expect(await runCli(["log", "--workspace", workspace])).toMatchObject({ code: 0, stderr: "" });
    expect(bytesOf(workspace)).toEqual(before);
  });

  it("reads what a killed process had committed and not yet moved into the file, and leaves it there", async () => {
    const workspace = copyWorkspace(template, join(folder, "killed"));
    const { child, finished } = startProcess([join(import.meta.dirname, "hold-workspace.ts"), workspace]);
    await once(child.stdout!, "data");
    const item = join(folder, "item.jsonl");
    writeFileSync(item, '{"input":"1","expected":"1"}\n');
    await runCli(["dataset", "import", item, "--name", "late", "--workspace", workspace]);
    child.kill("SIGKILL");
    await finished;
    const before = bytesOf(workspace)["workspace.sqlite"];
    // The import's entry is in the journal alone.
    expect(await countAudit(workspace)).toBe((await countAudit(template)) + 1);
    expect(bytesOf(workspace)["workspace.sqlite"]).toBe(before);
  });
});

describe("[S2] a file of an older form", () => {
  /** Older in name: enough for every reader to stop before it looks at a table. */
  function makeOlder(name: string): string {
    const workspace = copyWorkspace(template, join(folder, name));
    withRaw(join(workspace, "workspace.sqlite"), (db) => {
      db.pragma("user_version = 3");
      db.pragma("wal_checkpoint(TRUNCATE)");
    });
    return workspace;
  }

  it("is refused by verify and left as it is: a damaged one must not be rewritten by being looked at", async () => {
    const workspace = makeOlder("older");
    const before = bytesOf(workspace);
    const { code, stdout } = await runCli(["verify", "--json", "--workspace", workspace]);
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { error: { code: "read-only" } }]);
    expect(bytesOf(workspace)).toEqual(before);
  });
});
