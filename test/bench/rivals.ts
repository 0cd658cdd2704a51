import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { err, ok, type Result } from "#core/base/result.ts";

export type Rivals = {
  /** The folder in which the rival is installed, or why it could not be: offline, no such version, too slow. */
  readonly install: (rival: Rival) => Promise<Result<string, string>>;
};

export type Rival = { readonly name: string; readonly version: string };

const INSTALL_TIMEOUT_MS = 10 * 60_000;
const DONE = "installed";

/**
 * Rivals are no dependencies: each is installed below the folder when a benchmark asks for it, at the version named,
 * without running scripts. One that is there already, finished, is taken as it is.
 */
export function createRivals(folder: string, tell: (line: string) => void): Rivals {
  return {
    install: async ({ name, version }) => {
      const home = join(folder, `${name.replaceAll("/", "+")}@${version}`);
      if (existsSync(join(home, DONE))) return ok(home);
      tell(`installing ${name}@${version} into a temporary folder`);
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, "package.json"), '{ "private": true }\n');
      const failure = await runNpm(home, ["install", `${name}@${version}`]);
      if (failure !== null) return err(`${name}@${version} could not be installed: ${failure}`);
      writeFileSync(join(home, DONE), "");
      return ok(home);
    },
  };
}

/** Null when npm succeeded, else what it said at the end. */
async function runNpm(home: string, args: readonly string[]): Promise<string | null> {
  const flags = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--fetch-retries=1",
    "--prefix",
    home,
  ];
  const { command, before } = findNpm();
  const npm = spawn(command, [...before, ...args, ...flags], {
    cwd: home,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
  });
  let said = "";
  npm.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null | Error>((resolve) => {
    npm.once("error", resolve).once("close", resolve);
  });
  if (code === 0) return null;
  if (code instanceof Error) return code.message;
  const lines = said.split("\n").filter((line) => line.startsWith("npm error") && line.length > 12);
  return lines[0] ?? `npm ended with ${code ?? "a time limit"}`;
}

/** Under `npm run`, npm says where it is. */
function findNpm(): { readonly command: string; readonly before: readonly string[] } {
  const cli = process.env["npm_execpath"];
  return cli === undefined || !cli.endsWith("npm-cli.js")
    ? { command: "npm", before: [] }
    : { command: process.execPath, before: [cli] };
}

/** A module of an installed rival. Its types are not here to be compiled against: T says what we use of it. */
export async function loadRival<T>(home: string, name: string): Promise<T> {
  const file = createRequire(join(home, "package.json")).resolve(name);
  return (await import(pathToFileURL(file).href)) as T;
}
