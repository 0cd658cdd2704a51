import { spawn } from "node:child_process";
import { existsSync, globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { removeAll, replaceFile } from "#core/store/replace-file.ts";

const ROOT = join(import.meta.dirname, "../../..");
const RENDERER_ASSETS = join(ROOT, "dist/renderer");

/** What the bundle is made from. */
const SOURCES = [
  "renderer/**/*.{ts,tsx,css,html,svg}",
  "core/{base,domain,contract}/**/*.ts",
  "vite.config.ts",
  "package-lock.json",
];

/**
 * The folder of the built window, built first where it is missing or older than its sources. An installed product comes
 * without sources and is served as it is, and so is a window that $AUTOGENESIS_WINDOW names. Throws build-failed with what
 * the bundler said.
 */
export async function prepareRenderer(tell: (line: string) => void): Promise<string> {
  const named = process.env["AUTOGENESIS_WINDOW"] ?? "";
  if (named !== "") return named;
  const index = join(RENDERER_ASSETS, "index.html");
  if (!existsSync(join(ROOT, "renderer/main.tsx")) || !isStale(index, SOURCES)) return RENDERER_ASSETS;
  await buildOrKeep({ folder: RENDERER_ASSETS, built: index, what: "window", args: [], tell });
  return RENDERER_ASSETS;
}

type Build = {
  /** Where the result goes, and the last of its files. */
  readonly folder: string;
  readonly built: string;
  /** As a person calls it. */
  readonly what: string;
  readonly args: readonly string[];
  readonly tell: (line: string) => void;
};

/**
 * Builds, unless this checkout is a place where nothing can be built: then what was built before serves, and it is said that
 * it is older than its sources. Throws build-failed [M9].
 */
export async function buildOrKeep({ folder, built, what, args, tell }: Build): Promise<void> {
  const obstacle = findObstacle(ROOT);
  if (obstacle === null) {
    tell(`Building the ${what}…`);
    await buildInto(folder, args);
  } else if (existsSync(built)) {
    tell(`The ${what} is older than its sources and cannot be built anew, as ${obstacle}.`);
  } else {
    throw new AppError("build-failed", `The ${what} is not built yet and cannot be, as ${obstacle}.`, {
      hint: "Move or copy the project to a folder that you may write, without # or ? in its path.",
    });
  }
}

/** Why nothing can be built in this project's folder, as half a sentence; null where it can. */
export function findObstacle(root: string): string | null {
  if (/[#?]/.test(root)) return `the bundler cannot read a path with # or ? in it (${root})`;
  const dist = join(root, "dist");
  return isWritable(existsSync(dist) ? dist : root) ? null : `${root} may not be written`;
}

/** Tried: permissions do not tell of a disk that may only be read, nor of what root may not do. */
function isWritable(folder: string): boolean {
  try {
    rmSync(mkdtempSync(join(folder, ".writable-")), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether a built file is missing, or older than any of these sources of the project. */
export function isStale(built: string, sources: readonly string[]): boolean {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return true;
  return sources
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .some((file) => statSync(join(ROOT, file)).mtimeMs > builtAt);
}

/** Node reads the configuration itself; else a bundled copy of it is written beside the packages. */
const WITHOUT_TRACES = ["--configLoader", "native", "--logLevel", "warn"];

/** Runs the bundler. It builds beside, then moves: a build that fails or is stopped leaves the last good one. */
async function buildInto(folder: string, args: readonly string[]): Promise<void> {
  const fresh = `${folder}-${process.pid}`;
  try {
    await runVite(["build", ...args, ...WITHOUT_TRACES, "--outDir", fresh, "--emptyOutDir"]);
    removeAll(folder);
    replaceFile(fresh, folder);
  } finally {
    removeAll(fresh);
  }
}

async function runVite(args: readonly string[]): Promise<void> {
  const vite = spawn(process.execPath, [join(ROOT, "node_modules/vite/bin/vite.js"), ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let said = "";
  for (const stream of [vite.stdout, vite.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    vite.on("error", reject).on("close", resolve);
  });
  if (code === 0) return;
  throw new AppError("build-failed", `The window could not be built:\n${said.trim()}`, {
    hint: "Run `npm ci`, then `npm run build` to see the whole message.",
  });
}
