import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../core/host/cli/main.ts", import.meta.url));

/**
 * What Node is given to run a command as every npm script does, by the launcher: of this project, or of another build. One
 * that had its launcher elsewhere kept compiled code by itself.
 */
export function commandLine(
  args: readonly string[],
  cli = CLI,
): { readonly script: string; readonly args: readonly string[] } {
  const launcher = join(dirname(cli), "../start/launch.mjs");
  return existsSync(launcher) ? { script: launcher, args: [cli, ...args] } : { script: cli, args };
}
