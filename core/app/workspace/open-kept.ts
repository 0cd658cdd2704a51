import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { settleCrashed } from "#core/app/sessions/settle-crashed.ts";
import { later, systemClock } from "#core/app/system.ts";
import { listKeyNames } from "#core/app/connections/key-names.ts";
import { closingOnFailure } from "./closing-on-failure.ts";
import type { WorkspacePaths } from "./paths.ts";
import { openSettingsFile, type SettingsFile } from "./settings-file.ts";
import { createTypedKeys, type TypedKeys } from "./typed-keys.ts";
import type { OpenOptions } from "./open-options.ts";

/** What lasts of a workspace, and the keys that are hidden in it. */
export type Kept = {
  readonly store: WorkspaceStore;
  readonly settings: SettingsFile;
  readonly secrets: TypedKeys;
};

/**
 * Opens the one connection that writes, in whoever holds the workspace's lock; `checkHeld` throws once it is another's. No
 * session runs that the file says is running. Throws what `openDatabase` throws about the file, and
 * config-invalid for settings that cannot be read.
 */
export function openKept(
  paths: WorkspacePaths,
  checkHeld: () => void,
  options: Pick<OpenOptions, "secrets">,
): Kept {
  const secrets = createTypedKeys(options.secrets);
  const store = openStore(paths.database, { readOnly: false, hideKeys: secrets.hide, checkHeld, later });
  return closingOnFailure(store, () => {
    // Only who holds the workspace knows that nobody is assessing.
    settleCrashed(store, systemClock);
    const settings = openSettingsFile(paths.config);
    secrets.note(listKeyNames(settings.current().connections));
    return { store, settings, secrets };
  });
}
