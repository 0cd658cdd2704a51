import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
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
  tell("Building the window…");
  await buildInto(RENDERER_ASSETS, []);
  return RENDERER_ASSETS;
}

/** Whether a built file is missing, or older than any of these sources of the project. */
export function isStale(built: string, sources: readonly string[]): boolean {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return true;
  return sources
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .some((file) => statSync(join(ROOT, file)).mtimeMs > builtAt);
}

/** Runs the bundler. It builds beside, then moves: a build that fails or is stopped leaves the last good one. */
export async function buildInto(folder: string, args: readonly string[]): Promise<void> {
  const fresh = `${folder}-${process.pid}`;
  try {
    await runVite(["build", ...args, "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"]);
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
