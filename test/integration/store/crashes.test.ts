import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { startProcess } from "#test/support/cli-process.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

const SCRIPT = join(import.meta.dirname, "commit-forever.ts");
const KILLS = 20;
const SEED = 1;

let registry: Registry;
beforeEach(() => {
  registry = openRegistry();
});
afterEach(() => {
  registry.close();
});

/** The lines a process wrote whole before it died. */
function wholeLines(stdout: string): readonly string[] {
  return stdout.split("\n").slice(0, -1);
}

describe("[S4] a commit that was acknowledged is there, whatever happens to the process", () => {
  it(`after ${KILLS} kills at random moments (seed ${SEED}), with two resources changed in each commit or in none`, async () => {
    const random = keyedRandom("kills", SEED);
    const acknowledged: string[] = [registry.first.id];
    for (let kill = 0; kill < KILLS; kill += 1) {
      acknowledged.push(...(await killAfter(registry.path, random.integer(12), random.integer(15))));
      const store = openStore(registry.path, { readOnly: false });
      try {
        expect(verifyStore(store), `kill ${kill}`).toMatchObject({ ok: true });
        const history = store.commits.history(store.headBranch.commit(), 100_000);
        const ids = history.map(({ id }) => id).toReversed();
        // A commit may have got in whose acknowledgement was cut off: at most one for each kill, and never out of line.
        expect(ids.filter((id) => acknowledged.includes(id))).toEqual(acknowledged);
        expect(ids.length - acknowledged.length).toBeLessThanOrEqual(kill + 1);
        expect(history.slice(0, -1).every(({ changes }) => changes.length === 2)).toBe(true);
      } finally {
        store.close();
      }
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);
  }, 180_000);
});

/** Lets the process acknowledge some commits and live some more milliseconds, kills it, and returns what it told. */
async function killAfter(path: string, commits: number, delayMs: number): Promise<readonly string[]> {
  const { child, finished } = startProcess([SCRIPT, path]);
  let lines = 0;
  child.stdout?.on("data", (text: string) => {
    lines += text.split("\n").length - 1;
    if (lines >= commits) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  const { code, stdout, stderr } = await finished;
  expect([code, stderr]).toEqual([null, ""]);
  return wholeLines(stdout);
}

describe("[S5] a disk that is full", () => {
  /** Runs the process with no file allowed to grow by more than so many kibibytes beyond what the log has: the shell's word. */
  async function commitWithin(room: number, padding: number): Promise<readonly string[]> {
    const kibibytes = Math.ceil(statSync(`${registry.path}-wal`).size / 1024) + room;
    const command = `ulimit -f ${kibibytes}; exec "$0" "$@"`;
    const child = spawn("bash", ["-c", command, process.execPath, SCRIPT, registry.path, String(padding)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect([code, stderr]).toEqual([0, ""]);
    return wholeLines(stdout);
  }

  it.each([
    ["small commits", 500, 0],
    ["large ones", 600, 20_000],
  ])("refuses the next commit by name and loses none before it: %s", async (_what, room, padding) => {
    const lines = await commitWithin(room, padding);
    const commits = lines.filter((line) => !line.startsWith("refused"));
    expect(commits.length).toBeGreaterThan(3);
    expect(lines.slice(commits.length)).toEqual(Array(3).fill("refused disk-full"));
    const { store } = registry;
    expect(verifyStore(store)).toMatchObject({ ok: true });
    expect(store.commits.history(store.headBranch.commit(), 10_000).map(({ id }) => id)).toEqual([
      ...commits.toReversed(),
      registry.first.id,
    ]);
    // With room again, work goes on.
    expect(withRaw(registry.path, (db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
    registry.commit("Room again", { type: "step", resource: "memory/notes", step: "deprecate" });
  });
});
