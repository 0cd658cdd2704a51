import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/**
 * The workspace that is meant where none is named: the practice workspace in the home folder. Throws path-refused [M2].
 */
export function defaultWorkspaceFolder(): string {
  return join(homeFolder(), "Autogenesis Studio", "order-desk");
}

function homeFolder(): string {
  const home = findHome();
  if (home !== null && isAbsolute(home)) return home;
  throw new AppError("path-refused", "Where this user's home folder is cannot be told.", {
    hint: "Set HOME, or name a folder.",
    way: "name-workspace",
  });
}

function findHome(): string | null {
  try {
    return homedir();
  } catch {
    // No HOME, and a user whom the system's list does not have: usual in containers.
    return null;
  }
}
