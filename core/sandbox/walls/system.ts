import { spawnSync } from "node:child_process";
import { entryReadPaths } from "#core/entries.ts";
import { createBubblewrapWall } from "./bubblewrap.ts";
import { CHILD_ENVIRONMENT } from "#core/sandbox/child-environment.ts";
import type { SystemWall } from "#core/sandbox/confinement.ts";
import { createNamespaceWall } from "./namespace.ts";

const PROBE_TIMEOUT_MS = 5_000;

let found: SystemWall | null | undefined;

/**
 * The best wall that this machine puts up for us, or null. Found out once, by trying: whether a kernel, a container
 * or a policy allows it can't be read off any version.
 */
export function findSystemWall(): SystemWall | null {
  found ??= process.platform === "linux" ? (candidates().find(stands) ?? null) : null;
  return found;
}

/** The best first. Whoever is root needs no namespace of users, and may be refused one where others get it. */
function candidates(): readonly SystemWall[] {
  return [createBubblewrapWall(), createNamespaceWall("as-user"), createNamespaceWall("as-root")].filter(
    (wall) => wall !== null,
  );
}

/** Whether Node starts behind it, with its libraries and all that a child reads in place. */
export function stands(wall: SystemWall): boolean {
  const { file, args } = wall.wrap({ file: process.execPath, args: ["--version"] }, entryReadPaths());
  const { status, stdout } = spawnSync(file, args, {
    env: CHILD_ENVIRONMENT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: PROBE_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  return status === 0 && stdout.trim() === process.version;
}
