import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Why Chromium's sandbox could not start here, or null: on Linux it takes either its helper, owned by root and with root's
 * rights, or user namespaces, which many systems deny to programs that they do not know. Without either Electron aborts.
 */
export function probeSandbox(electron: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== "linux" || hasRootHelper(electron) || hasUserNamespaces()) return null;
  return (
    "Chromium's sandbox cannot start on this machine, as user namespaces are denied to Electron " +
    "(on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for it)"
  );
}

function hasRootHelper(electron: string): boolean {
  const helper = statSync(join(dirname(electron), "chrome-sandbox"), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4001) === 0o4001;
}

/** Tried, because what denies them differs by system; where it cannot be tried, Electron is. */
function hasUserNamespaces(): boolean {
  const { error, status } = spawnSync("/usr/bin/unshare", ["-Ur", "true"], {
    stdio: "ignore",
    timeout: 3000,
  });
  return error !== undefined || status === 0;
}
