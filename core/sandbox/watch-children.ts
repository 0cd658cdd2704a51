import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Writable } from "node:stream";
import { entryPath } from "#core/entries.ts";
import { CHILD_ENVIRONMENT } from "./child-environment.ts";

/**
 * Ends children that outlive us: one that is stuck in native code does not notice that nobody listens any more [T11].
 */
export type Watchdog = { readonly watch: (child: ChildProcess) => void };

/** One small process for all children of a host, started with the first; it is told who lives, and ends after us. */
export function createWatchdog(): Watchdog {
  let told: Writable | undefined;
  return {
    watch: (child) => {
      if (child.pid === undefined) return;
      const { pid } = child;
      told ??= startWatchdog();
      told.write(`+${pid}\n`);
      child.once("exit", () => told?.write(`-${pid}\n`));
    },
  };
}

function startWatchdog(): Writable {
  const watchdog = spawn(process.execPath, ["--max-old-space-size=16", entryPath("sandbox-watchdog")], {
    env: CHILD_ENVIRONMENT,
    stdio: ["pipe", "ignore", "ignore"],
    windowsHide: true,
  });
  // Without one, a child that is stuck when we are killed is left to the person; everything else goes on.
  watchdog.on("error", () => undefined);
  watchdog.stdin.on("error", () => undefined);
  watchdog.unref();
  (watchdog.stdin as Socket).unref();
  return watchdog.stdin;
}
