import { spawn } from "node:child_process";
import { existsSync, globSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

const ROOT = join(import.meta.dirname, "../../..");
export const RENDERER_ASSETS = join(ROOT, "dist/renderer");

/** What the bundle is made from. */
const SOURCES = [
  "renderer/**/*.{ts,tsx,css,html,svg}",
  "core/{base,domain,contract}/**/*.ts",
  "vite.config.ts",
  "package-lock.json",
];

/**
 * The folder of the built window, built first where it is missing or older than its sources. An installed product comes
 * without sources and is served as it is. Throws build-failed with what the bundler said.
 */
export async function prepareRenderer(tell: (line: string) => void): Promise<string> {
  if (!existsSync(join(ROOT, "renderer/main.tsx")) || !isStale()) return RENDERER_ASSETS;
  tell("Building the window…");
  // Beside, then moved: a build that fails or is stopped leaves the last good one.
  const fresh = join(ROOT, `dist/renderer-${process.pid}`);
  try {
    await runVite(["build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"]);
    rmSync(RENDERER_ASSETS, { recursive: true, force: true });
    renameSync(fresh, RENDERER_ASSETS);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return RENDERER_ASSETS;
}

function isStale(): boolean {
  const built = statSync(join(RENDERER_ASSETS, "index.html"), { throwIfNoEntry: false });
  if (built === undefined) return true;
  return SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).some(
    (file) => statSync(join(ROOT, file)).mtimeMs > built.mtimeMs,
  );
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
