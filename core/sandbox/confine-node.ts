import type { Command, SystemWall } from "./confinement.ts";
import type { ProcessOptions } from "./process-host.ts";

/** How to start a script under Node's own confinement, and behind the system's wall where there is one. */
export function confineNode(
  script: string,
  options: Omit<ProcessOptions, "maxMessageChars">,
  wall: SystemWall | null,
): Command {
  const node = { file: process.execPath, args: [...nodeFlags(options), script, ...options.args] };
  return wall === null ? node : wall.wrap(node, options.readPaths);
}

/**
 * What is allowed is listed, and it is reading alone. A worker would run outside the permissions, and node:sqlite
 * opens any file past them: neither may be there. What no flag takes away, lock-realm.ts does [T9].
 */
function nodeFlags({ readPaths, maxHeapMb }: Pick<ProcessOptions, "readPaths" | "maxHeapMb">): string[] {
  return [
    "--permission",
    ...readPaths.map((path) => `--allow-fs-read=${path}`),
    "--no-experimental-sqlite",
    "--no-addons",
    "--disable-sigusr1", // The signal would start the inspector.
    "--no-experimental-websocket",
    "--disallow-code-generation-from-strings",
    "--no-warnings",
    `--max-old-space-size=${maxHeapMb}`,
    // Eight times the usual: loading the program would have half of it compiled to run fast, which takes longer than it does.
    "--wasm-tiering-budget=100000000",
    // Parsing nested code takes more of the host's stack than of the guest's. Main threads have 8 MB, except there.
    ...(process.platform === "win32" ? [] : ["--stack-size=3900"]),
  ];
}
