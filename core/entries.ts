import { createRequire, getCompileCacheDir } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Every process and worker entry of core; no other file builds such a path. Run from source they are these files.
 * In a bundle each is `<name>.js`, beside the bundle that this module ended up in.
 */
const ENTRIES = {
  "sandbox-child": new URL("./sandbox/child.ts", import.meta.url),
  "sandbox-watchdog": new URL("./sandbox/watchdog.ts", import.meta.url),
  "parquet-reader": new URL("./evaluation/formats/parquet/thread.ts", import.meta.url),
  "rollout-worker": new URL("./app/rollouts/worker.ts", import.meta.url),
  "store-verifier": new URL("./store/verify-worker.ts", import.meta.url),
  "workspace-runtime": new URL("./app/apart/runtime-thread.ts", import.meta.url),
} as const;

export type EntryName = keyof typeof ENTRIES;

/** Kept out of every bundle: they find their WebAssembly file beside themselves. */
const UNBUNDLED = [
  "quickjs-emscripten-core",
  "@jitl/quickjs-wasmfile-release-sync",
  "@jitl/quickjs-ffi-types",
];

const thisFile = fileURLToPath(import.meta.url);
const thisFolder = dirname(thisFile);
const isSource = thisFile.endsWith(".ts");

/** The file to start, as an absolute path. */
export function entryPath(name: EntryName): string {
  return isSource ? fileURLToPath(ENTRIES[name]) : join(thisFolder, `${name}.js`);
}

type ThreadOptions = Omit<WorkerOptions, "env"> & { readonly env: NodeJS.ProcessEnv };

/**
 * Starts a thread on a file of ours, which finds compiled code where its starter does. That place goes with its environment:
 * a thread that asks for it in its own code has had its first file compiled by then, and has loaded for that what takes
 * longer than many a thread has work for.
 */
export function startThread(entry: string, { env, ...options }: ThreadOptions): Worker {
  const kept = getCompileCacheDir();
  // Node names a folder of its own in it, for its version.
  const place = kept === undefined ? {} : { NODE_COMPILE_CACHE: dirname(kept) };
  return new Worker(entry, { ...options, env: { ...env, ...place } });
}

/** All that a confined process must be able to read to load its entry: files, and folders that end in a separator. */
export function entryReadPaths(): readonly string[] {
  const packageFile = isSource ? [join(dirname(thisFolder), "package.json")] : [];
  return [thisFolder + sep, ...packageFile, ...UNBUNDLED.map(packageFolder)];
}

function packageFolder(name: string): string {
  const file = createRequire(import.meta.url).resolve(name);
  const folder = join("node_modules", name) + sep;
  return file.slice(0, file.lastIndexOf(folder) + folder.length);
}
