import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/** Never imported: the package's own module would start a download when its binary is missing. */
export const ELECTRON_PACKAGE = join(import.meta.dirname, "../../../node_modules/electron");

/**
 * Electron's executable file: the one that $ELECTRON_BINARY names, else as its package has put it; null where none was
 * fetched. Throws config-invalid where the named one is not there.
 */
export function findElectron(
  env: Readonly<Record<string, string | undefined>> = process.env,
  packageFolder: string = ELECTRON_PACKAGE,
): string | null {
  const named = env["ELECTRON_BINARY"] ?? "";
  if (named === "") return findFetched(packageFolder);
  if (existsSync(named)) return named;
  throw new AppError("config-invalid", `ELECTRON_BINARY names ${named}, which is not there.`, {
    hint: "Name Electron's executable file, or take the variable out of the environment.",
  });
}

function findFetched(packageFolder: string): string | null {
  try {
    const path = join(packageFolder, "dist", readFileSync(join(packageFolder, "path.txt"), "utf8").trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
