import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

type Env = Readonly<Record<string, string | undefined>>;

const NAME = "Autogenesis Studio";

/**
 * The folder of what belongs to whoever sits at this machine and to no workspace: the one that AUTOGENESIS_CONFIG names,
 * else where this system keeps such things. Throws path-refused where nobody can tell whose home this is.
 */
export function userFolder(env: Env, platform: NodeJS.Platform): string {
  const named = env["AUTOGENESIS_CONFIG"] ?? "";
  if (named !== "") return named;
  if (platform === "win32") return join(absolute(env["APPDATA"]) ?? home("AppData", "Roaming"), NAME);
  if (platform === "darwin") return home("Library", "Application Support", NAME);
  return join(absolute(env["XDG_CONFIG_HOME"]) ?? home(".config"), NAME);
}

/** A relative path is to be taken for none, as it would mean another place in each folder. */
function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null;
}

function home(...below: readonly string[]): string {
  try {
    const folder = homedir();
    if (isAbsolute(folder)) return join(folder, ...below);
  } catch {
    // No HOME, and a user whom the system's list does not have: usual in containers.
  }
  throw new AppError("path-refused", "Where this user's home folder is cannot be told.", {
    hint: "Set HOME, or AUTOGENESIS_CONFIG to a folder of your own.",
  });
}
