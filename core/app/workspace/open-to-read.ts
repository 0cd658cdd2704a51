import { createRouterClient } from "@orpc/server";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
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
import { openSettingsFile } from "./settings-file.ts";
import { createTypedKeys } from "./typed-keys.ts";
import type { OpenOptions } from "./open-options.ts";

export type ReadOptions = OpenOptions & {
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
 * workspace-missing, read-only on a file of an older form, and what `openDatabase` throws about the file.
 */
export function openToRead({ asImage = true, ...options }: ReadOptions): ReadOnlyWorkspace {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  const store = openStore(paths.database, { readOnly: true, asImage });
  return closingOnFailure(store, () => {
    const caller = createPerson();
    const looking = { store, clock: systemClock, caller };
    const around = {
      ...NOTHING_RUNS,
      paths,
      settings: openSettingsFile(paths.config),
      store,
      secrets: createTypedKeys(options.secrets),
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
  runtime: {
    tracing: { openTraces: () => [] },
    confinement: () => createNodeProcessHost().confinement(),
  },
  sessions: { isRunning: () => false, runningOn: () => null },
  goingOn: { list: () => [] },
};
