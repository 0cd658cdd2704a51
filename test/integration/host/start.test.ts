import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "#test/support/test-workspace.ts";

const HOST = join(import.meta.dirname, "../../../core/host");
const LAUNCHER = join(HOST, "start/launch.mjs");
const START = [LAUNCHER, join(HOST, "start/main.ts")];
const CLI = [LAUNCHER, join(HOST, "cli/main.ts")];
const UID = 54_321;
const BECOME = ["/usr/bin/setpriv", `--reuid=${UID}`, `--regid=${UID}`, "--clear-groups"];
const isRoot = process.getuid?.() === 0;

/** For all of them, so that a start finds its code compiled: anybody may write there, as in the system's. */
const temporary = makeFolder();
chmodSync(temporary.folder, 0o777);
afterAll(temporary.remove);

let made: ReturnType<typeof makeFolder>;
let env: Readonly<Record<string, string>>;
const running: ChildProcess[] = [];
beforeEach(() => {
  made = makeFolder();
  for (const name of ["home", "bin", "window"]) mkdirSync(join(made.folder, name), { mode: 0o777 });
  for (const name of ["", "home", "bin"]) chmodSync(join(made.folder, name), 0o777);
  // A browser that stays in the foreground, as where there is no desktop environment.
  plantProgram("xdg-open", `echo "$@" > "${join(made.folder, "home", "opened")}"\nexec sleep 20`);
  env = {
    PATH: [join(made.folder, "bin"), process.env["PATH"] ?? ""].join(delimiter),
    HOME: join(made.folder, "home"),
    TMPDIR: temporary.folder,
    // Any folder serves as a window that is built.
    AUTOGENESIS_WINDOW: join(made.folder, "window"),
    DISPLAY: ":99",
  };
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  made.remove();
});

function plantProgram(name: string, text: string): string {
  const path = join(made.folder, "bin", name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

type Started = {
  readonly said: () => string;
  /** Waits until it has said this. */
  readonly until: (words: RegExp) => Promise<RegExpMatchArray>;
  readonly ended: Promise<number | null>;
  readonly stop: (signal: NodeJS.Signals) => void;
};

/** `npm start` of somebody who is not root, which opens no windows. */
function start(args: readonly string[], more: Readonly<Record<string, string>> = {}): Started {
  const [command = "", ...rest] = [...(isRoot ? BECOME : []), process.execPath, ...START, ...args];
  const child = spawn(command, rest, { env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    said: () => text,
    until: async (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = words.exec(text);
          if (found !== null) resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended, having said:\n${text}`)));
      }),
    ended,
    stop: (signal) => void child.kill(signal),
  };
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#t=([\w-]+)/;
const practice = (): string => join(made.folder, "home", "Autogenesis Studio", "order-desk");
const canBecome =
  !isRoot ||
  spawnSync(BECOME[0] ?? "", [...BECOME.slice(1), process.execPath, ...CLI, "--version"]).status === 0;

describe.runIf(canBecome)("npm start", () => {
  it("[M5] in the browser ends at the first wish to stop while the opener waits, with nothing left behind", async () => {
    const { until, stop, ended, said } = start(["--web"]);
    const [, token = ""] = await until(ADDRESS);
    await until(/works once/);
    // Read back what stands on the opener's command line, for every user of the machine to see.
    await expect.poll(() => existsSync(join(made.folder, "home", "opened"))).toBe(true);
    expect(readFileSync(join(made.folder, "home", "opened"), "utf8")).not.toContain(token);
    stop("SIGINT");
    expect(await ended).toBe(0);
    expect(readdirSync(practice()).toSorted()).toEqual([
      "workspace.lock",
      "workspace.sqlite",
      "workspace.yaml",
    ]);
    expect(said()).not.toMatch(/\n\s+at /);
  });

  it("[M5] a second one opens the window that is there by a fresh address, and so does `serve --address`", async () => {
    const first = start(["--web"]);
    const [, token] = await first.until(ADDRESS);
    const second = start(["--web"]);
    const [, fresh] = await second.until(ADDRESS);
    expect([await second.ended, fresh === token]).toEqual([0, false]);
    const asking = [...(isRoot ? BECOME : []), process.execPath, ...CLI, "serve", "--address"];
    const { status, stdout } = spawnSync("env", asking, { env: { ...env }, encoding: "utf8" });
    expect([status, ADDRESS.test(stdout)]).toEqual([0, true]);
    const admitted = await fetch(stdout.trim().replace(/#.*/, "session"), {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(stdout.trim()).origin },
      body: JSON.stringify({ token: ADDRESS.exec(stdout)?.[1] }),
    });
    expect(admitted.status).toBe(200);
    first.stop("SIGTERM");
    expect(await first.ended).toBe(0);
  });

  it("a folder with something else in it is refused before anything is said to be made there", async () => {
    const folder = join(made.folder, "home", "notes");
    mkdirSync(folder, { mode: 0o777 });
    writeFileSync(join(folder, "todo.txt"), "rest");
    const { ended, said } = start(["--web", folder]);
    expect([await ended, said()]).toEqual([1, expect.stringContaining("[workspace-exists]")]);
    expect(said()).not.toMatch(/Making|--workspace/);
  });

  it.each([
    ["dies at once", "kill -TRAP $$", "SIGTRAP|sandbox"],
    ["fails at once", "exit 9", "code 9|sandbox"],
  ])("[M4] where Electron %s, opens in the browser and says why", async (_how, text, why) => {
    const { until, stop, ended, said } = start([], { ELECTRON_BINARY: plantProgram("electron", text) });
    await until(ADDRESS);
    await until(/works once/);
    expect(said()).toMatch(new RegExp(`(${why}|may not be written).*: the window opens in your browser`));
    stop("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("[M4] refuses what it does not know, and an Electron that is not there", async () => {
    const wrong = start(["--desk"]);
    expect([await wrong.ended, wrong.said()]).toEqual([2, expect.stringContaining("[usage]")]);
    const absent = start([], { ELECTRON_BINARY: "/nowhere/electron" });
    expect([await absent.ended, absent.said()]).toEqual([2, expect.stringContaining("[config-invalid]")]);
  });
});
