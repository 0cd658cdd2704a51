import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

/** No list of users has it. */
const UID = 54_321;
const HOST = join(import.meta.dirname, "../../../core/host");
const CLI = [join(HOST, "start/launch.mjs"), join(HOST, "cli/main.ts")];
type Env = Readonly<Record<string, string>>;

const BECOME = ["/usr/bin/setpriv", `--reuid=${UID}`, `--regid=${UID}`, "--clear-groups"];
/** Only root may become another user, who has to reach this Node and this project. */
const isAble = start([...BECOME, process.execPath, ...CLI, "--version"], { HOME: "/" }).status === 0;

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  chmodSync(made.folder, 0o777);
  workspace = copyWorkspace(await makeOrderDesk(made.folder), join(made.folder, "theirs"));
  spawnSync("chown", ["-R", `${UID}:${UID}`, workspace]);
});
afterAll(() => made.remove());

/** A command of a user whom the system has no name for, as in a container; as whoever runs the tests where nobody may become one. */
function runAs(args: readonly string[], env: Env): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = start([...(isAble ? BECOME : []), process.execPath, ...CLI, ...args], {
    TMPDIR: made.folder,
    ...env,
  });
  return { code: status, said: stdout + stderr };
}

function start([command = "", ...args]: readonly string[], env: Env): SpawnSyncReturns<string> {
  return spawnSync(command, args, { encoding: "utf8", env: { PATH: process.env["PATH"] ?? "", ...env } });
}

describe("[M2] a user without a name", () => {
  it.runIf(isAble)("runs an agent, and what is on record bears the environment's name", () => {
    const env = { HOME: made.folder, USER: "somebody" };
    expect(runAs(["evaluate", "--limit", "2", "--split", "train", "--workspace", workspace], env).code).toBe(
      0,
    );
    const { code } = runAs(["rollback", "head", "--preview", "--workspace", workspace], env);
    expect(code).toBe(0);
  });

  it.runIf(isAble)("and without a home folder works in the workspace that is named", () => {
    expect(runAs(["log", "--workspace", workspace], {}).code).toBe(0);
  });

  it.runIf(isAble)("and without a home folder is told what to set where none is named", () => {
    const { code, said } = runAs(["log"], {});
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/home folder.*\nSet HOME, or.*\n\[path-refused\]\n$/),
    ]);
  });

  it.each([
    ["is no path", "relative/home", "path-refused"],
    ["is not there", "/nonexistent/home", "workspace-missing"],
  ])("whose home %s is told so in a sentence with a code", (_how, home, expected) => {
    const { code, said } = runAs(["log"], { HOME: home });
    expect([code, said.trim().split("\n").at(-1)]).toEqual([1, `[${expected}]`]);
  });

  it.runIf(isAble)("whose home may not be written is told where no workspace can be made", () => {
    const home = join(made.folder, "locked");
    mkdirSync(home, { mode: 0o555 });
    const { code, said } = runAs(["init", join(home, "desk")], { HOME: home });
    expect([code, said]).toEqual([1, expect.stringMatching(/may not .*\n.*\n\[path-refused\]\n$/)]);
  });
});
