import { createRouterClient } from "@orpc/server";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { openStore } from "#core/store/store.ts";
import type { ReadingClient } from "#core/app/apart/places.ts";
import type { AppContext } from "#core/app/context.ts";
import { router } from "#core/app/router.ts";
import { toServed } from "#core/app/served.ts";
import { systemClock } from "#core/app/system.ts";
import { requireWorkspace } from "./folder.ts";
import { closingOnFailure } from "./closing-on-failure.ts";
import { workspacePaths } from "./paths.ts";
import { createPerson } from "./person.ts";
import { createReadingContext } from "./reading-context.ts";
import { readSettingsText } from "./settings-text.ts";
import type { OpenOptions } from "./open-options.ts";

export type ReadOptions = Omit<OpenOptions, "host" | "secrets" | "processHost"> & {
  /** False where somebody goes on writing: it is read as writers read it then. */
  readonly asImage?: boolean;
};

export type ReadOnlyWorkspace = {
  readonly client: ReadingClient;
  /** False where the file was written to since it was opened: answers are then to be asked for again. */
  readonly isCurrent: () => boolean;
  readonly close: () => void;
};

/**
 * A client that only reads: it takes no lock, starts nothing, and leaves the folder and everything in it as it is. Throws
 * workspace-missing, config-invalid where the settings are no file, read-only on a file of an older form, and what `openDatabase` throws about the file.
 */
export function openToRead({ asImage = true, ...options }: ReadOptions): ReadOnlyWorkspace {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  // Nothing that only reads goes by the settings; where they should be is none of anything else.
  readSettingsText(paths.config);
  const store = openStore(paths.database, { readOnly: true, asImage });
  return closingOnFailure(store, () => {
    const caller = createPerson();
    const looking = { store, clock: systemClock, caller };
    const around = {
      ...NOTHING_RUNS,
      paths,
      store,
      caller,
      noteSeen: (dataset: string, what: string) => noteValidationSeen(looking, dataset, what),
    };
    // Sound: this client offers only what handlers that read answer.
    const served = toServed(router, createReadingContext(around, options) as unknown as AppContext);
    return {
      client: createRouterClient(served.router, { context: served.context }),
      isCurrent: store.isCurrent,
      close: store.close,
    };
  });
}

const NOTHING_RUNS = {
  runtime: { tracing: { openTraces: () => [] } },
  sessions: { isRunning: () => false, runningOn: () => null },
  goingOn: { list: () => [] },
};
