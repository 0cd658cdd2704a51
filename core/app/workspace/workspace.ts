import { takeLock } from "#core/store/lock.ts";
import { assemble } from "./assemble.ts";
import { closingOnFailure } from "./closing-on-failure.ts";
import { requireWorkspace } from "./folder.ts";
import type { OpenOptions, Workspace } from "./open-options.ts";
import { openKept } from "./open-kept.ts";
import { workspacePaths } from "./paths.ts";
import { holderOf } from "./person.ts";

/**
 * Opens a workspace for writing, or returns null when another process holds it. Throws workspace-missing where there
 * is none, and what `openDatabase` throws about the file.
 */
export function openWorkspace(options: OpenOptions): Workspace | null {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  const holder = holderOf(options.host);
  const lock = takeLock(paths.lock, holder);
  if (lock === null) return null;
  try {
    const kept = openKept(paths, lock.check, options);
    const parts = closingOnFailure(kept.store, () => assemble(paths, kept, options));
    return {
      ...parts,
      paths,
      lock,
      holder,
      close: async () => {
        await parts.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
