import { mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Keeps compiled code for the next start, in the temporary folder, if that is there and can be written. Node would make the
 * folder with all that leads to it, and tries for ever where nothing can be made, as in /proc.
 */
export function keepCompiledCode(): void {
  const folder = join(tmpdir(), "node-compile-cache");
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EEXIST") return;
  }
  enableCompileCache(folder);
}
