import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/** Never imported: the package's own module would start a download when its binary is missing. */
const PACKAGE = join(import.meta.dirname, "../../../node_modules/electron");

/** Electron's executable file as its package has put it; null where none was fetched. */
export function findElectron(packageFolder: string = PACKAGE): string | null {
  try {
    const path = join(packageFolder, "dist", readFileSync(join(packageFolder, "path.txt"), "utf8").trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Fetches the executable of the installed version, which its package knows the checksum of. Throws not-found. */
export async function fetchElectron(): Promise<string> {
  const fetcher = spawn(process.execPath, [join(PACKAGE, "install.js")], { stdio: "inherit" });
  const code = await new Promise<number | null>((resolve) => {
    fetcher.once("error", () => resolve(null)).once("exit", resolve);
  });
  const path = code === 0 ? findElectron() : null;
  if (path !== null) return path;
  throw new AppError("not-found", "Electron could not be fetched.", {
    hint: "It comes from GitHub; ELECTRON_MIRROR names another place. Without it, `npm start` opens the browser.",
  });
}

/** Runs the desktop app until it is closed; its exit code. Its signals come from the terminal, as ours do. */
export async function runElectron(electron: string, main: string): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env;
  const app = spawn(electron, [main], { stdio: "inherit", env });
  const pass = (signal: NodeJS.Signals): void => void app.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  return await new Promise<number>((resolve, reject) => {
    app.once("error", reject).once("exit", (code) => resolve(code ?? 1));
  });
}
