import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandLine } from "#test/support/command-line.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const ROOT = pathToFileURL(join(import.meta.dirname, "../../../")).href;

/** Tells, at the end of the process, of every file of ours that was loaded. */
const TELLING = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  process.on("exit", () => process.stderr.write("\\nLOADED " + JSON.stringify(loaded)));
`)}`;

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
});
afterAll(() => made.remove());

/** What a command loads, as paths from the project's folder. */
function loadedBy(...asked: readonly string[]): readonly string[] {
  const { script, args } = commandLine(asked);
  const { status, stderr } = spawnSync(process.execPath, ["--import", TELLING, script, ...args], {
    encoding: "utf8",
  });
  expect([asked, status]).toEqual([asked, 0]);
  const urls = JSON.parse(
    stderr.slice(stderr.lastIndexOf("LOADED ") + "LOADED ".length),
  ) as readonly string[];
  return urls.map((url) => url.replace(ROOT, ""));
}

describe("[M14] the code that is loaded", () => {
  it("is, for a command that only reads, nothing that runs, writes or speaks over sockets", () => {
    const loaded = loadedBy("log", "--workspace", workspace);
    expect(loaded).toContain("core/app/handlers/history.ts");
    const needless =
      /^core\/(agents|app\/(rollouts|runtime|sessions)|evaluation|evolution|memory|practice|recording|tools)\b|^node_modules\/ws\//;
    expect(loaded.filter((path) => needless.test(path))).toEqual([]);
    expect(loaded.filter((path) => path.startsWith("core/app/handlers/")).toSorted()).toEqual([
      "core/app/handlers/history.ts",
      "core/app/handlers/named-commit.ts",
    ]);
  });

  it("is, for the version, neither the contract nor what opens a workspace", () => {
    const loaded = loadedBy("--version");
    expect(loaded.filter((path) => /^core\/(contract|app|store)\/|^node_modules\/zod\//.test(path))).toEqual(
      [],
    );
  });
});
