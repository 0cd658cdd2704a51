import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../core/host/cli/main.ts", import.meta.url));

/** What Node is given to run a command as every npm script does, by the launcher: of this project, or of another build. */
export function commandLine(
  args: readonly string[],
  cli = CLI,
): { readonly script: string; readonly args: readonly string[] } {
  return { script: join(dirname(cli), "../start/launch.mjs"), args: [cli, ...args] };
}
